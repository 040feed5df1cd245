import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { CardFigures } from "#lib/scoring/card-figures.ts";
import { labelOf } from "./label-of.ts";
import { useFigures } from "./use-figures.ts";

/** So many identities are shown at once: those that the model is worst at. */
const SHOWN = 8;

/** How well harm is told apart where an identity is mentioned (Borkan et al. 2019), the worst first. */
export function IdentitiesTable({ identities }: { identities: NonNullable<CardFigures["identities"]> }) {
  const t = useTranslations("figures");
  const tm = useTranslations("models");
  const figures = useFigures();
  const { label, n, gaps } = identities;
  const rows = identities.rows.toSorted((a, b) => (a.bpsn ?? 1) - (b.bpsn ?? 1));
  const table = (some: typeof rows, name: string) => (
    <Table label={name}>
      <thead>
        <tr>
          <Th>{t("identity")}</Th>
          <Th end>{t("subgroup")}</Th>
          <Th end>{t("bpsn")}</Th>
          <Th end>{t("bnsp")}</Th>
          <Th end>{t("sentences")}</Th>
        </tr>
      </thead>
      <tbody className="[&>tr:last-child>td]:border-b-0">
        {some.map((row) => (
          <tr key={row.identity}>
            <Td>
              <bdi lang="en">{row.identity}</bdi>
            </Td>
            <Td end className="whitespace-nowrap">
              {figures.shareWithInterval(row.subgroup, row.subgroupInterval)}
            </Td>
            <Td end className="whitespace-nowrap">
              {figures.shareWithInterval(row.bpsn, row.bpsnInterval)}
            </Td>
            <Td end className="whitespace-nowrap">
              {figures.shareWithInterval(row.bnsp, row.bnspInterval)}
            </Td>
            <Td end className="text-ink-2">
              {figures.count(row.n)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3 pb-2">
        <h3 className="font-semibold">{t("identities", { label: labelOf(tm, label) })}</h3>
        <p className="text-ink-2">
          {t("identitiesHow", {
            count: n,
            subgroup: figures.share(gaps.subgroup),
            bpsn: figures.share(gaps.bpsn),
            bnsp: figures.share(gaps.bnsp),
          })}
        </p>
      </div>
      {table(rows.slice(0, SHOWN), t("identityTable"))}
      {rows.length > SHOWN ? (
        <details className="px-4 py-2">
          <summary className="text-ink-2">{t("others", { count: rows.length - SHOWN })}</summary>
          {table(rows.slice(SHOWN), t("otherIdentities"))}
        </details>
      ) : null}
    </Card>
  );
}
