import { useTranslations } from "next-intl";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Estimate } from "#lib/insights/estimate.ts";
import type { Insights } from "#lib/insights/schema.ts";
import { useNumbers } from "./use-numbers.ts";

/** The numbers of the chart and its lines, for who reads tables or cannot see the chart. */
export function WeeklyTable({ weekly, events }: Pick<Insights["prevalence"], "weekly" | "events">) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  const shown = (estimate: Estimate | null) =>
    estimate ? `${numbers.percent(estimate.value)} (${numbers.interval(estimate)})` : "–";
  return (
    <details className="mt-1">
      <summary className="w-fit text-accent">{t("tableBehind")}</summary>
      <Table label={t("tableBehind")} className="mt-2">
        <thead>
          <tr>
            <Th>{t("week")}</Th>
            <Th end>{t("drawn")}</Th>
            <Th end>{t("judged")}</Th>
            <Th end>{t("prevalence.posts")}</Th>
            <Th end>{t("prevalence.views")}</Th>
          </tr>
        </thead>
        <tbody>
          {weekly.map((week) => (
            <tr key={week.week}>
              <Td>{numbers.day(week.week)}</Td>
              <Td end>{numbers.count(week.drawn)}</Td>
              <Td end>{numbers.count(week.judged)}</Td>
              <Td end>{shown(week.posts)}</Td>
              <Td end>{shown(week.views)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {events.length > 0 ? (
        <>
          <h3 className="mt-3 mb-1 text-2xs text-ink-3">{t("versions")}</h3>
          <ul className="grid gap-1" aria-label={t("versions")}>
            {events.map(({ at, name, version }) => (
              <li key={`${at} ${name} ${version}`}>
                {numbers.day(at)}: <bdi>{`${name} v${version}`}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
}
