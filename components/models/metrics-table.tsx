import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CardMetric } from "#lib/scoring/card.ts";
import { useFigures } from "./use-figures.ts";

type MetricsTableProps = {
  title: string;
  how: string;
  /** `meaning` where the head of the data set's own definition was read. */
  metrics: readonly (CardMetric & { meaning?: string })[];
};

/** How well it tells apart, per label and per data set; the floor is a plain linear model on the same split. */
export function MetricsTable({ title, how, metrics }: MetricsTableProps) {
  const t = useTranslations("models");
  const figures = useFigures();
  const belowFloor = (metric: CardMetric) =>
    metric.auc !== null && metric.floor !== null && metric.auc < metric.floor;
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-ink-2">{how}</p>
      </div>
      <Table label={title}>
        <thead>
          <tr>
            <Th>{t("label")}</Th>
            <Th>{t("source")}</Th>
            <Th end>{t("auc")}</Th>
            <Th end>{t("floor")}</Th>
            <Th end>{t("macroF1")}</Th>
            <Th end>{t("ece")}</Th>
            <Th end>{t("positives")}</Th>
            <Th />
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {metrics.map((metric) => (
            <tr key={`${metric.label} ${metric.source}`}>
              <Td>{t(`labels.${metric.label}`)}</Td>
              <Td className="text-ink-2">
                <bdi>{metric.source}</bdi>
                {metric.meaning ? <span dir="auto"> · {metric.meaning}</span> : null}
              </Td>
              <Td end className="whitespace-nowrap">
                {figures.shareWithInterval(metric.auc, metric.aucInterval ?? null)}
              </Td>
              <Td end className="text-ink-3">
                {figures.share(metric.floor)}
              </Td>
              <Td end>{figures.share(metric.macroF1)}</Td>
              <Td end>{figures.share(metric.ece)}</Td>
              <Td end className="whitespace-nowrap text-ink-2">
                {t("of", { part: figures.count(metric.positives), whole: figures.count(metric.n) })}
              </Td>
              <Td end>{belowFloor(metric) ? <Tag tone="warn">{t("belowFloor")}</Tag> : null}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
