"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useChange } from "#components/settings/use-area.ts";
import { Moment } from "#components/time/moment.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import type { RunView } from "#lib/training/index.ts";
import { CurveChart } from "./curve-chart.tsx";
import { RunState } from "./states.tsx";
import { isLive, useRoom } from "./use-room.ts";
import { versionPath } from "./use-version-name.ts";

/** One training, live: its curve, its end, and what came of it. */
export function RunPage({ initial }: { initial: RunView }) {
  const t = useTranslations("training");
  const format = useFormatter();
  const path = `models/runs/${initial.number}`;
  const run = useRoom(path, initial, ({ state }) => isLive(state));
  const cancel = useChange(path);
  return (
    <Page
      title={t("run", { number: run.number })}
      aside={
        <>
          {run.may.cancel ? (
            <Button
              disabled={cancel.isPending}
              onClick={() => cancel.mutate({ path: `${path}/cancel`, method: "POST" })}
            >
              {t("cancelRun")}
            </Button>
          ) : null}
          <Link href="/models" className={buttonClass()}>
            {t("back")}
          </Link>
        </>
      }
    >
      <div className="grid max-w-5xl gap-4 lg:grid-cols-[3fr_2fr]">
        <Card className="grid content-start gap-3 px-[18px] py-4">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold">
            {t("curve")} <RunState state={run.state} />
          </h2>
          <p role="status" className="text-ink-2">
            {run.failure ?? t(`runDetail.${run.state}`)}
          </p>
          {run.produced ? (
            <p>
              <Link href={`/${versionPath(run.model, run.produced)}`} className={buttonClass("primary")}>
                {t("seeVersion", { version: run.produced })}
              </Link>
            </p>
          ) : null}
          {run.curve.length > 0 ? (
            <CurveChart curve={run.curve} epochs={run.options.epochs} />
          ) : (
            <p className="text-ink-3">{t("noEpochYet")}</p>
          )}
        </Card>
        <Card className="grid content-start gap-3 px-[18px] py-4">
          <h2 className="font-semibold">{t("about")}</h2>
          <Facts
            rows={[
              {
                name: t("onSnapshot"),
                value: (
                  <Link
                    href={`/models/snapshots/${run.snapshot}`}
                    className="text-accent underline underline-offset-2"
                  >
                    {t("snapshotName", { number: run.snapshot })}
                  </Link>
                ),
              },
              {
                name: t("startsFrom"),
                value: run.model === "fusion" ? t("fromNothing") : t("versionName", { version: run.base }),
              },
              {
                name: t("epochs"),
                value: t("epochOf", { done: run.curve.length, all: run.options.epochs }),
              },
              { name: t("rate"), value: format.number(run.options.rate) },
              ...(run.model === "fusion"
                ? []
                : [{ name: t("pull"), value: format.number(run.options.pull) }]),
              { name: t("by"), value: run.by ?? "–" },
              { name: t("queued"), value: <Moment at={run.createdAt} /> },
              { name: t("ended"), value: run.finishedAt ? <Moment at={run.finishedAt} /> : "–" },
            ]}
          />
          {run.attempts > 1 ? (
            <p className="text-ink-2">
              {t(run.model === "fusion" ? "begunAnew" : "resumed", { count: run.attempts - 1 })}
            </p>
          ) : null}
        </Card>
      </div>
    </Page>
  );
}
