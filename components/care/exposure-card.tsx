"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { SeverityRow } from "#lib/care/schema.ts";

/** What was seen, by severity: this shift, and seven days. */
export function ExposureCard({ shift, week }: { shift: SeverityRow[]; week: SeverityRow[] }) {
  const t = useTranslations("care.page");
  const format = useFormatter();
  const most = Math.max(1, ...week.map(({ items }) => items));
  const minutes = (value: number) => format.number(Math.round(value));
  return (
    <Card className="overflow-hidden">
      {week.length === 0 ? (
        <p className="px-4 py-3 text-ink-2">{t("nothing")}</p>
      ) : (
        <Table label={t("severity")}>
          <thead>
            <tr>
              <Th rowSpan={2}>{t("severity")}</Th>
              <Th colSpan={2} end>
                {t("shift")}
              </Th>
              <Th colSpan={3} end>
                {t("week")}
              </Th>
              <Th rowSpan={2} className="w-1/4 max-sm:hidden" />
            </tr>
            <tr>
              <Th end>{t("seen")}</Th>
              <Th end>{t("time")}</Th>
              <Th end>{t("seen")}</Th>
              <Th end>{t("time")}</Th>
              <Th end>{t("reveals")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {week.map(({ severity, items, minutes: weekMinutes, reveals }) => {
              const now = shift.find((row) => row.severity === severity);
              return (
                <tr key={severity}>
                  <Td className="whitespace-nowrap">{t("severityN", { severity })}</Td>
                  <Td end>{format.number(now?.items ?? 0)}</Td>
                  <Td end>{minutes(now?.minutes ?? 0)}</Td>
                  <Td end>{format.number(items)}</Td>
                  <Td end>{minutes(weekMinutes)}</Td>
                  <Td end>{format.number(reveals)}</Td>
                  <Td className="max-sm:hidden">
                    <Meter value={items / most} label={t("seenLabel", { items, severity })} />
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
