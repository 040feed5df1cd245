import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Figure, Insights, InsightsQuery, PolicyRow, PolicyState } from "#lib/insights/schema.ts";
import { behindHref } from "./address.ts";
import { useNumbers } from "./use-numbers.ts";

const TONE = {
  steady: "ok",
  thin: "neutral",
  drift: "warn",
  alarm: "bad",
  disagree: "bad",
} as const satisfies Record<PolicyState, string>;

/** One row per policy: what it costs the platform, what is done about it, and whether the row can be trusted. */
export function PolicyTable({ insights, query }: { insights: Insights; query: InsightsQuery }) {
  const t = useTranslations("insights");
  return (
    <Card className="overflow-hidden">
      <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3">
        <h2 className="font-semibold">{t("byPolicy")}</h2>
        <span className="ms-auto text-ink-3">{t("opensCases")}</span>
      </div>
      <Table label={t("byPolicy")}>
        <thead>
          <tr>
            <Th>{t("policy")}</Th>
            <Th end>{t(`prevalence.${query.by}`)}</Th>
            <Th end>{t("ci")}</Th>
            <Th end>{t("actioned")}</Th>
            <Th end>{t("proactiveShort")}</Th>
            <Th end>{t("validAppealsShort")}</Th>
            <Th end>{t("alphaShort")}</Th>
            <Th>{t("stateTitle")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {insights.policies.map((row) => (
            <Row key={row.code} row={row} query={query} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Row({ row, query }: { row: PolicyRow; query: InsightsQuery }) {
  const t = useTranslations("insights");
  const locale = useLocale();
  const numbers = useNumbers();
  const prevalence = row[query.by];
  const open = (figure: Figure, text: string | null) =>
    text === null ? (
      <span className="text-ink-3">–</span>
    ) : (
      <Link href={behindHref(figure, query, row.code)} prefetch={false} className="hover:underline">
        {text}
      </Link>
    );
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <Link href={`/policies/${row.code}`} prefetch={false} className="hover:underline">
          <bdi>{row.code}</bdi> {row.title[locale]}
        </Link>
      </Td>
      <Td end>{open("prevalence", prevalence && numbers.percent(prevalence.value))}</Td>
      <Td end className="whitespace-nowrap">
        {prevalence ? numbers.interval(prevalence) : "–"}
      </Td>
      <Td end>{open("action", row.actioned > 0 ? numbers.count(row.actioned) : null)}</Td>
      <Td end>
        <span title={row.proactive ? numbers.interval(row.proactive) : undefined}>
          {open("proactive", row.proactive && numbers.percent(row.proactive.value))}
        </span>
      </Td>
      <Td end>
        <span title={row.validAppeals ? numbers.interval(row.validAppeals) : undefined}>
          {open("appeals", row.validAppeals && numbers.percent(row.validAppeals.value))}
        </span>
      </Td>
      <Td end>
        {open("agreement", row.agreement.estimate && numbers.decimal(row.agreement.estimate.value))}
      </Td>
      <Td>
        <Tag tone={TONE[row.state]} dot>
          {t(`state.${row.state}`, { psi: numbers.decimal(row.drift?.psi ?? 0) })}
        </Tag>
      </Td>
    </tr>
  );
}
