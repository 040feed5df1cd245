"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { BehindRow } from "#lib/insights/index.ts";

/** The cases and decisions a figure was counted from; what had no case opens its audit entries. */
export function BehindTable({ rows, label }: { rows: readonly BehindRow[]; label: string }) {
  const t = useTranslations("insights");
  const words = useWords();
  const outcome = (name: string) => {
    const key = `outcome.${name}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : words.done(name);
  };
  return (
    <Card className="overflow-hidden">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t("behind.case")}</Th>
            <Th>{t("behind.item")}</Th>
            <Th>{t("behind.outcome")}</Th>
            <Th>{t("policy")}</Th>
            <Th>{t("behind.finder")}</Th>
            <Th end>{t("behind.at")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {rows.map((row) => (
            <tr key={`${row.itemId} ${row.caseNumber} ${row.at}`}>
              <Td>
                <Link
                  href={
                    row.caseNumber === null ? `/audit?subject=item:${row.itemId}` : `/cases/${row.caseNumber}`
                  }
                  prefetch={false}
                  className="text-accent hover:underline"
                >
                  {row.caseNumber === null
                    ? t("behind.automatic")
                    : t("behind.number", { number: row.caseNumber })}
                </Link>
              </Td>
              <Td>
                <bdi className="break-all">{row.externalId}</bdi>
              </Td>
              <Td>{outcome(row.outcome)}</Td>
              <Td>
                <bdi>{row.policyCode ?? "–"}</bdi>
              </Td>
              <Td>{row.finder ? t(`finder.${row.finder as "system" | "report" | "sample"}`) : "–"}</Td>
              <Td end>
                <Moment at={row.at} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
