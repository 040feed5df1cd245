"use client";

import { useTranslations } from "next-intl";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { EvaluatedSide } from "#lib/training/schema.ts";
import { LineChart } from "./line-chart.tsx";
import { useScores } from "./use-scores.ts";

type Points = readonly (readonly [number, number])[];
/** One version's curves of one head. */
export type ChartSide = {
  name: string;
  tone: "accent" | "quiet";
} & Pick<EvaluatedSide, "roc" | "pr" | "reliability">;

/** ROC, precision and recall, and reliability of one head, every side in each, with the numbers behind. */
export function HeadCharts({ sides }: { sides: readonly ChartSide[] }) {
  const t = useTranslations("training");
  const scores = useScores();
  const unit = (label: string) => ({ label, min: 0, max: 1, format: scores.short });
  const chart = (name: string, x: string, y: string, of: (side: ChartSide) => Points, diagonal = false) => {
    const series = sides.map((side) => ({ name: side.name, points: of(side), tone: side.tone }));
    return (
      <div className="grid content-start gap-2">
        <h4 className="text-ink-2">{name}</h4>
        {series.every(({ points }) => points.length === 0) ? (
          <p className="text-ink-3">{t("oneClass")}</p>
        ) : (
          <>
            <LineChart label={name} series={series} x={unit(x)} y={unit(y)} diagonal={diagonal} />
            <details>
              <summary className="text-ink-2">{t("numbersBehind")}</summary>
              <div className="max-h-64 overflow-y-auto">
                <Table label={name}>
                  <thead>
                    <tr>
                      <Th>{t("version")}</Th>
                      <Th end>{x}</Th>
                      <Th end>{y}</Th>
                    </tr>
                  </thead>
                  <tbody>
                    {series.flatMap(({ name: side, points }) =>
                      points.map(([px, py]) => (
                        <tr key={`${side} ${px} ${py}`}>
                          <Td className="text-ink-2">{side}</Td>
                          <Td end>{scores.number(px)}</Td>
                          <Td end>{scores.number(py)}</Td>
                        </tr>
                      )),
                    )}
                  </tbody>
                </Table>
              </div>
            </details>
          </>
        )}
      </div>
    );
  };
  return (
    <div className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
      {chart(t("roc"), t("falsePositiveRate"), t("truePositiveRate"), ({ roc }) => roc, true)}
      {chart(t("pr"), t("recall"), t("precision"), ({ pr }) => pr)}
      {chart(
        t("reliability"),
        t("predicted"),
        t("observed"),
        ({ reliability }) => reliability.map(({ predicted, observed }) => [predicted, observed]),
        true,
      )}
    </div>
  );
}
