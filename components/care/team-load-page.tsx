"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { queryKeys } from "#components/review/query-keys.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { TeamLoad } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";

const REFRESH_MS = 60_000;

/** What the team had to see, as sums. There is no list of people here, and nothing to sort one by. */
export function TeamLoadPage({ initial }: { initial: TeamLoad }) {
  const t = useTranslations("care.team");
  const format = useFormatter();
  const { data: load } = useQuery({
    queryKey: queryKeys.area("team-load"),
    queryFn: careApi.team,
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const { overBudgetNames: names } = load;
  const rounded = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (
    <Page title={t("title")}>
      <p className="max-w-[72ch] pb-4 text-ink-2">{t("intro")}</p>
      {load.tooFew ? (
        <EmptyState title={t("tooFewTitle")}>{t("tooFew", { least: load.leastPeople })}</EmptyState>
      ) : (
        <div className="grid gap-4">
          <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
            <Figure name={t("over")} value={format.number(load.overBudget)}>
              {names && names.length > 0 ? (
                <>
                  <span className="text-ink-3">{t("overNames")}:</span> <bdi>{format.list(names)}</bdi>
                </>
              ) : null}
            </Figure>
            <Figure name={t("onBreak")} value={format.number(load.onBreak)} />
            <Figure name={t("breaks")} value={format.number(load.breaks.taken)}>
              {load.breaks.medianMinutes === null
                ? null
                : t("median", { minutes: Math.round(load.breaks.medianMinutes) })}
            </Figure>
            <Figure name={t("hours")} value={rounded(load.hours)} />
            <Figure name={t("people")} value={format.number(load.people)} />
          </dl>
          <BySeverity load={load} />
          <p className="text-xs text-ink-3">{t("leftOut", { least: load.leastPeople })}</p>
        </div>
      )}
    </Page>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <Card className="px-4 py-3">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd>
        <span className="text-xl font-semibold tabular-nums">{value}</span>
        {children ? <p className="text-xs text-ink-2">{children}</p> : null}
      </dd>
    </Card>
  );
}

function BySeverity({ load }: { load: TeamLoad }) {
  const t = useTranslations("care.team");
  const tp = useTranslations("care.page");
  const format = useFormatter();
  const most = Math.max(1, ...load.bySeverity.map(({ items }) => items));
  return (
    <Card className="overflow-hidden">
      <Table label={t("bySeverity")}>
        <thead>
          <tr>
            <Th>{t("severity")}</Th>
            <Th end>{t("seen")}</Th>
            <Th className="w-1/3 max-sm:hidden" />
            <Th end>{t("time")}</Th>
            <Th end>{t("reveals")}</Th>
            <Th end>{t("peopleCol")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {load.bySeverity.map(({ severity, items, minutes, reveals, people }) => (
            <tr key={severity}>
              <Td className="whitespace-nowrap">{tp("severityN", { severity })}</Td>
              <Td end>{format.number(items)}</Td>
              <Td className="max-sm:hidden">
                <Meter value={items / most} label={t("seenLabel", { items, severity })} />
              </Td>
              <Td end>{format.number(minutes / 60, { maximumFractionDigits: 1 })}</Td>
              <Td end>{format.number(reveals)}</Td>
              <Td end>{format.number(people)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
