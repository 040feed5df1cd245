"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ModelsOverview } from "#lib/training/index.ts";
import { CurveChart } from "./curve-chart.tsx";
import { LabelSupply } from "./label-supply.tsx";
import { LearningCurve } from "./learning-curve.tsx";
import { RunState } from "./states.tsx";
import { isLive, useRoom } from "./use-room.ts";
import { VersionsTable } from "./versions-table.tsx";

type ModelsPageProps = {
  initial: ModelsOverview;
  serving: ReactNode;
  fusion: ReactNode;
  others: ReactNode;
};

/** The room at a glance: what is in force, what is being trained, what there is to learn from, what waits. */
export function ModelsPage({ initial, serving, fusion, others }: ModelsPageProps) {
  const t = useTranslations("training");
  const tm = useTranslations("models");
  const data = useRoom("models", initial, ({ runs }) => runs.some(({ state }) => isLive(state)));
  const live = data.runs.find(({ state }) => isLive(state));
  if (data.versions.length === 0)
    return (
      <Page title={tm("title")}>
        <EmptyState title={tm("emptyTitle")}>{tm("emptyDetail")}</EmptyState>
      </Page>
    );
  return (
    <Page title={tm("title")}>
      <div className="grid max-w-6xl gap-4">
        {serving}
        <div className="grid gap-4 lg:grid-cols-2">
          <LabelSupply data={data} />
          {live ? (
            <Card className="grid content-start gap-2 px-[18px] py-4">
              <h2 className="flex flex-wrap items-center gap-2 font-semibold">
                <Link
                  href={`/models/runs/${live.number}`}
                  className="text-accent underline underline-offset-2"
                >
                  {t("run", { number: live.number })}
                </Link>
                <RunState state={live.state} />
              </h2>
              <CurveChart curve={live.curve} epochs={live.options.epochs} />
            </Card>
          ) : (
            <LearningCurve versions={data.versions} />
          )}
        </div>
        <Versions data={data} />
        {fusion}
        {others}
        <div className="grid gap-4 lg:grid-cols-2">
          <Runs data={data} />
          <Snapshots data={data} />
        </div>
      </div>
    </Page>
  );
}

function Versions({ data }: { data: ModelsOverview }) {
  const t = useTranslations("training");
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-3 font-semibold">{t("versions")}</h2>
      <VersionsTable label={t("versions")} model="text-moderator" versions={data.versions} />
    </Card>
  );
}

function Runs({ data }: { data: ModelsOverview }) {
  const t = useTranslations("training");
  if (data.runs.length === 0) return null;
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-3 font-semibold">{t("runs")}</h2>
      <Table label={t("runs")}>
        <thead>
          <tr>
            <Th>{t("runHead")}</Th>
            <Th>{t("stateHead")}</Th>
            <Th>{t("onSnapshot")}</Th>
            <Th>{t("started")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {data.runs.map((run) => (
            <tr key={run.number} className="hover:bg-hover">
              <Td>
                <Link
                  href={`/models/runs/${run.number}`}
                  className="text-accent underline underline-offset-2"
                >
                  {t("run", { number: run.number })}
                </Link>
                {run.model === "fusion" ? <span className="text-ink-2"> · {t("ofFusion")}</span> : null}
              </Td>
              <Td>
                <RunState state={run.state} />
              </Td>
              <Td>{t("snapshotName", { number: run.snapshot })}</Td>
              <Td className="whitespace-nowrap text-ink-2">
                <RelativeTime at={run.createdAt} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Snapshots({ data }: { data: ModelsOverview }) {
  const t = useTranslations("training");
  const format = useFormatter();
  if (data.snapshots.length === 0) return null;
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-3 font-semibold">{t("snapshots")}</h2>
      <Table label={t("snapshots")}>
        <thead>
          <tr>
            <Th>{t("snapshotHead")}</Th>
            <Th end>{t("examples")}</Th>
            <Th>{t("hash")}</Th>
            <Th>{t("frozen")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {data.snapshots.map((snapshot) => (
            <tr key={snapshot.number} className="hover:bg-hover">
              <Td>
                <Link
                  href={`/models/snapshots/${snapshot.number}`}
                  className="text-accent underline underline-offset-2"
                >
                  {t("snapshotName", { number: snapshot.number })}
                </Link>
              </Td>
              <Td end>{format.number(snapshot.examples)}</Td>
              <Td className="font-mono text-xs text-ink-2">
                <bdi>{snapshot.hash.slice(0, 12)}…</bdi>
              </Td>
              <Td className="whitespace-nowrap text-ink-2">
                <RelativeTime at={snapshot.createdAt} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
