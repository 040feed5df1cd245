import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Insights, InsightsQuery } from "#lib/insights/schema.ts";
import { PrevalenceChart } from "./prevalence-chart.tsx";
import { WeeklyTable } from "./weekly-table.tsx";

/** Prevalence over time: what it answers, how it was measured, the chart and its table. */
export function PrevalencePanel({ insights, query }: { insights: Insights; query: InsightsQuery }) {
  const t = useTranslations("insights");
  const { weekly, drawn, judged, events } = insights.prevalence;
  return (
    <Card className="px-4 py-3.5">
      <h2 className="font-semibold">{t(`chart.${query.by}`)}</h2>
      <p className="text-ink-2">{t("chart.how", { judged, drawn })}</p>
      {weekly.some((week) => week[query.by] !== null) ? (
        <PrevalenceChart insights={insights} query={query} />
      ) : (
        <EmptyState title={t("chart.emptyTitle")}>
          {judged > 0 ? t("noViews") : t("chart.emptyDetail", { drawn })}
        </EmptyState>
      )}
      <WeeklyTable weekly={weekly} events={events} />
    </Card>
  );
}
