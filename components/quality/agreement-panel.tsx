"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Agreement, AgreementRow } from "#lib/quality/schema.ts";
import { CoefficientText } from "./share-text.tsx";

/** How far people agree, and a way to the cases behind each figure. */
export function AgreementPanel({ agreement }: { agreement: Agreement }) {
  const t = useTranslations("quality.agreement");
  return (
    <section aria-labelledby="agreement" className="grid gap-2">
      <h2 id="agreement" className="font-semibold">
        {t("title")}
      </h2>
      <Card className="overflow-hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("of")}</Th>
              <Th end>{t("twice")}</Th>
              <Th end>{t("alpha")}</Th>
              <Th end>{t("kappa")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            <Row
              row={agreement.all}
              name={
                <Link href="/insights/agreement" prefetch={false} className="font-semibold hover:underline">
                  {t("all")}
                </Link>
              }
            />
            {agreement.policies.map((row) => (
              <Row
                key={row.policyCode}
                row={row}
                name={
                  <Link
                    href={`/insights/agreement?policy=${encodeURIComponent(row.policyCode)}`}
                    prefetch={false}
                    className="hover:underline"
                  >
                    <bdi>{row.policyCode}</bdi>
                  </Link>
                }
              />
            ))}
            {agreement.pairs.map((row) => (
              <Row
                key={`${row.a.id} ${row.b.id}`}
                row={row}
                name={
                  <Link
                    href={`/quality?pair=${row.a.id}.${row.b.id}#looks`}
                    prefetch={false}
                    className="hover:underline"
                  >
                    <bdi>{row.a.name}</bdi> {t("and")} <bdi>{row.b.name}</bdi>
                  </Link>
                }
              />
            ))}
          </tbody>
        </Table>
      </Card>
      <p className="max-w-[80ch] text-xs text-ink-3">{t("how", { weeks: agreement.weeks })}</p>
    </section>
  );
}

function Row({ row, name }: { row: AgreementRow; name: ReactNode }) {
  const format = useFormatter();
  return (
    <tr className="hover:bg-hover">
      <Td>{name}</Td>
      <Td end>{format.number(row.n)}</Td>
      <Td end>
        <CoefficientText estimate={row.alpha} n={row.n} needed={row.needed} />
      </Td>
      <Td end>
        <CoefficientText estimate={row.kappa} n={row.n} needed={row.needed} />
      </Td>
    </tr>
  );
}
