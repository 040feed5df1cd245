import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { CardSource } from "#lib/scoring/card.ts";
import { useFigures } from "./use-figures.ts";

/** Whose data it learned from, under which licence, and how the splits were kept apart. */
export function SourcesTable({ sources }: { sources: readonly CardSource[] }) {
  const t = useTranslations("models");
  const figures = useFigures();
  return (
    <Card className="overflow-hidden">
      <h3 className="px-4 pt-3 font-semibold">{t("sources")}</h3>
      <Table label={t("sources")}>
        <thead>
          <tr>
            <Th>{t("source")}</Th>
            <Th>{t("origin")}</Th>
            <Th>{t("license")}</Th>
            <Th>{t("languages")}</Th>
            <Th end>{t("train")}</Th>
            <Th end>{t("dev")}</Th>
            <Th end>{t("test")}</Th>
            <Th end>{t("nearDuplicates")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {sources.map((source) => (
            <tr key={source.name}>
              <Td className="font-semibold">{source.name}</Td>
              <Td className="text-ink-2">{source.origin}</Td>
              <Td className="text-ink-2">{source.licence}</Td>
              <Td className="text-ink-2">{source.languages}</Td>
              <Td end>{figures.count(source.train)}</Td>
              <Td end>{figures.count(source.dev)}</Td>
              <Td end>{figures.count(source.test)}</Td>
              <Td end>{figures.count(source.nearDuplicates)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
