import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ConfusionLine } from "#lib/training/index.ts";
import { useFigures } from "./use-figures.ts";

/** Right and wrong at the thresholds of the policies that listen to a head now. */
export function ConfusionTable({ rows }: { rows: readonly ConfusionLine[] }) {
  const t = useTranslations("figures");
  const tm = useTranslations("models");
  const figures = useFigures();
  const share = (part: number, rest: number) =>
    figures.percent(part + rest > 0 ? part / (part + rest) : null);
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3 pb-2">
        <h3 className="font-semibold">{t("confusion")}</h3>
        <p className="text-ink-2">{rows.length > 0 ? t("confusionHow") : t("noPolicy")}</p>
      </div>
      {rows.length > 0 ? (
        <Table label={t("confusion")}>
          <thead>
            <tr>
              <Th>{t("policy")}</Th>
              <Th>{t("threshold")}</Th>
              <Th end>{t("hits")}</Th>
              <Th end>{t("misses")}</Th>
              <Th end>{t("falseAlarms")}</Th>
              <Th end>{t("passes")}</Th>
              <Th end>{tm("precision")}</Th>
              <Th end>{tm("recall")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {rows.map(({ policy, at, threshold, hits, misses, falseAlarms, passes }) => (
              <tr key={`${policy} ${at}`}>
                <Td>
                  <bdi>{policy}</bdi>
                </Td>
                <Td className="text-ink-2">
                  {t(`at.${at}`)} {figures.share(threshold)}
                </Td>
                <Td end>{figures.count(hits)}</Td>
                <Td end>{figures.count(misses)}</Td>
                <Td end>{figures.count(falseAlarms)}</Td>
                <Td end>{figures.count(passes)}</Td>
                <Td end>{share(hits, falseAlarms)}</Td>
                <Td end>{share(hits, misses)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Card>
  );
}
