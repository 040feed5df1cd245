import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CardHead, CardThreshold } from "#lib/scoring/card.ts";
import { useFigures } from "./use-figures.ts";

/** What each head may be used for, and what its thresholds gave on the test split. */
export function HeadsTable({ heads }: { heads: readonly CardHead[] }) {
  const t = useTranslations("models");
  const figures = useFigures();
  const threshold = (at: CardThreshold | null) =>
    at === null ? (
      <>
        <Td end className="text-ink-3">
          –
        </Td>
        <Td end className="text-ink-3">
          –
        </Td>
        <Td end className="text-ink-3">
          –
        </Td>
      </>
    ) : (
      <>
        <Td end>{figures.share(at.value)}</Td>
        <Td end className="whitespace-nowrap">
          {figures.withInterval(at.precision, at.precisionInterval)}
        </Td>
        <Td end className="whitespace-nowrap">
          {figures.withInterval(at.recall, at.recallInterval)}
        </Td>
      </>
    );
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3">
        <h3 className="font-semibold">{t("heads")}</h3>
        <p className="text-ink-2">{t("headsHow")}</p>
      </div>
      <Table label={t("heads")}>
        <thead>
          <tr>
            <Th>{t("label")}</Th>
            <Th>{t("use")}</Th>
            <Th end>{t("positives")}</Th>
            <Th end>{t("ece")}</Th>
            <Th end>{t("reviewAt")}</Th>
            <Th end>{t("precision")}</Th>
            <Th end>{t("recall")}</Th>
            <Th end>{t("automaticAt")}</Th>
            <Th end>{t("precision")}</Th>
            <Th end>{t("recall")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {heads.map((head) => (
            <tr key={head.label}>
              <Td className="font-semibold">{t(`labels.${head.label}`)}</Td>
              <Td>
                <Tag tone={head.use === "automatic" ? "ok" : "neutral"}>{t(`uses.${head.use}`)}</Tag>
              </Td>
              <Td end className="whitespace-nowrap text-ink-2">
                {t("of", { part: figures.count(head.positives), whole: figures.count(head.labelled) })}
              </Td>
              <Td end>{figures.share(head.ece)}</Td>
              {threshold(head.review)}
              {threshold(head.automatic)}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
