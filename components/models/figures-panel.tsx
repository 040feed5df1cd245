"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import type { VersionView } from "#lib/training/index.ts";
import { ConfusionTable } from "./confusion-table.tsx";
import { HeadCharts } from "./head-charts.tsx";
import { IdentitiesTable } from "./identities-table.tsx";
import { labelOf } from "./label-of.ts";
import { SlicesTable } from "./slices-table.tsx";
import { SpeedCard } from "./speed-card.tsx";
import { useFigures } from "./use-figures.ts";

/** What one version was measured to do by itself: curves, right and wrong at the thresholds in force, slices, speed. */
export function FiguresPanel({ version }: { version: VersionView }) {
  const t = useTranslations("figures");
  const tm = useTranslations("models");
  const figures = useFigures();
  const [shown, setShown] = useState(0);
  const { figures: measured, confusions, speeds } = version;
  const head = measured?.heads[shown] ?? measured?.heads[0];
  return (
    <section aria-labelledby="figures" className="grid gap-4">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="figures" className="text-base font-semibold">
          {t("title")}
        </h2>
        {measured ? (
          <p className="text-ink-3">
            {measured.measured ? (
              <>
                {t("onTest", { count: measured.measured.examples })}{" "}
                <Moment at={measured.measured.measuredAt} />
                {" · "}
                <code className="font-mono text-xs">{measured.measured.command}</code>
              </>
            ) : (
              t("onSnapshot")
            )}
          </p>
        ) : (
          <p className="text-ink-2">{t("none")}</p>
        )}
        {measured && measured.heads.length > 1 ? (
          <label className="ms-auto flex items-center gap-2 text-ink-2">
            {tm("label")}
            <select
              value={shown}
              onChange={(event) => setShown(Number(event.target.value))}
              className="h-8 rounded-md border border-line-field bg-panel px-2 text-ink"
            >
              {measured.heads.map(({ label }, at) => (
                <option key={label} value={at}>
                  {labelOf(tm, label)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </header>
      {head ? (
        <>
          <Card className="grid gap-3 px-[18px] py-4">
            <h3 className="font-semibold">
              {t("curves", { label: labelOf(tm, head.label) })}{" "}
              <span className="font-normal text-ink-3">
                {t("areaOf", {
                  auc: figures.shareWithInterval(head.auc, head.aucInterval),
                  part: figures.count(head.positives),
                  whole: figures.count(head.n),
                })}
              </span>
            </h3>
            <HeadCharts sides={[{ name: version.version, tone: "accent", ...head }]} />
          </Card>
          <ConfusionTable rows={confusions.filter(({ label }) => label === head.label)} />
          <SlicesTable slices={head.slices} />
        </>
      ) : null}
      {measured?.identities ? <IdentitiesTable identities={measured.identities} /> : null}
      <SpeedCard measured={measured?.measured?.serving ?? null} here={speeds} />
    </section>
  );
}
