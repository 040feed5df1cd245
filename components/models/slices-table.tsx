import { useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { FigureSlice } from "#lib/scoring/card-figures.ts";
import { useFigures } from "./use-figures.ts";

/** One head by language and by source, each with its interval and how many posts it stands on. */
export function SlicesTable({ slices }: { slices: readonly FigureSlice[] }) {
  const t = useTranslations("figures");
  const tm = useTranslations("models");
  const words = useWords();
  const figures = useFigures();
  if (slices.length === 0) return <p className="text-ink-2">{t("noSlices")}</p>;
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3 pb-2">
        <h3 className="font-semibold">{t("slices")}</h3>
        <p className="text-ink-2">{t("slicesHow")}</p>
      </div>
      <Table label={t("slices")}>
        <thead>
          <tr>
            <Th>{t("slice")}</Th>
            <Th end>{tm("auc")}</Th>
            <Th end>{tm("ece")}</Th>
            <Th end>{t("found")}</Th>
            <Th end>{t("wronglyFlagged")}</Th>
            <Th end>{tm("positives")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {slices.map((slice) => (
            <tr key={`${slice.by} ${slice.name}`}>
              <Td>
                <span className="text-ink-3">{t(`by.${slice.by}`)}</span>{" "}
                <bdi>{slice.by === "language" ? words.language(slice.name) : slice.name}</bdi>
              </Td>
              <Td end className="whitespace-nowrap">
                {figures.shareWithInterval(slice.auc, slice.aucInterval)}
              </Td>
              <Td end>{figures.share(slice.ece)}</Td>
              <Td end className="whitespace-nowrap">
                {figures.withInterval(slice.recall, slice.recallInterval)}
              </Td>
              <Td end className="whitespace-nowrap">
                {figures.withInterval(slice.falsePositives, slice.falsePositivesInterval)}
              </Td>
              <Td end className="whitespace-nowrap text-ink-2">
                {tm("of", { part: figures.count(slice.positives), whole: figures.count(slice.n) })}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
