"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AutomationCurve } from "#lib/insights/schema.ts";
import { AutomationChart, type Measured } from "./automation-chart.tsx";
import { AutomationTable } from "./automation-table.tsx";
import { useNumbers } from "./use-numbers.ts";

/** What automation trades: how much it takes in against how often it is right, before a threshold is moved. */
export function AutomationPanel({ curve }: { curve: AutomationCurve }) {
  const t = useTranslations("insights.curve");
  const locale = useLocale();
  const points = curve.points.filter((point): point is Measured => point.precision !== null);
  return (
    <Card className="flex flex-col px-4 py-3.5">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="text-ink-2">
        {t.rich("how", {
          policy: () => (
            <Link href={`/policies/${curve.code}`} prefetch={false} className="hover:underline">
              <bdi>{curve.code}</bdi> {curve.title[locale]}
            </Link>
          ),
        })}
      </p>
      {points.length > 1 ? (
        <Trade curve={curve} points={points} />
      ) : (
        <EmptyState title={t("emptyTitle")}>{t("emptyDetail", { judged: curve.judged })}</EmptyState>
      )}
    </Card>
  );
}

function Trade({ curve, points }: { curve: AutomationCurve; points: Measured[] }) {
  const t = useTranslations("insights.curve");
  const numbers = useNumbers();
  const id = useId();
  const nearest = (threshold: number) =>
    points.reduce((best, point) =>
      Math.abs(point.threshold - threshold) < Math.abs(best.threshold - threshold) ? point : best,
    );
  const today = curve.today === null ? null : nearest(curve.today);
  const [index, setIndex] = useState(() => (today ? points.indexOf(today) : points.length - 1));
  const draft = points[index] ?? (points[0] as Measured);
  const gained = draft.share - (today?.share ?? 0);
  return (
    <>
      <AutomationChart points={points} today={today} draft={draft} />
      <label htmlFor={id} className="mt-1 flex items-center gap-3 text-ink-2">
        {t("threshold")}
        <input
          id={id}
          type="range"
          min={0}
          max={points.length - 1}
          value={index}
          onChange={(event) => setIndex(Number(event.target.value))}
          aria-valuetext={numbers.decimal(draft.threshold)}
          className="min-w-0 flex-1 accent-accent"
        />
        <output htmlFor={id} className="tabular-nums">
          {numbers.decimal(draft.threshold)}
        </output>
      </label>
      <p className="mt-1 text-ink-2 tabular-nums" aria-live="polite">
        {t("draft", {
          points: numbers.percent(Math.abs(gained), 2),
          direction: gained >= 0 ? "more" : "fewer",
          precision: numbers.percent(draft.precision.value),
          interval: numbers.interval(draft.precision),
          n: draft.precision.n,
          cases: numbers.count(Math.round(Math.abs(gained) * curve.postsPerDay)),
        })}{" "}
        {today ? t("today", { precision: numbers.percent(today.precision.value) }) : t("noneToday")}
      </p>
      <AutomationTable points={points} />
    </>
  );
}
