"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { CurveRow } from "#lib/training/schema.ts";
import { LineChart } from "./line-chart.tsx";

/** How the losses went, epoch by epoch, with the numbers behind. */
export function CurveChart({ curve, epochs }: { curve: readonly CurveRow[]; epochs: number }) {
  const t = useTranslations("training");
  const tm = useTranslations("models");
  const format = useFormatter();
  const loss = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const short = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const all = curve.flatMap(({ trainLoss, devLoss }) => [trainLoss, devLoss ?? 0]);
  const labels = Object.keys(curve[0]?.devAuc ?? {}) as (keyof CurveRow["devAuc"])[];
  return (
    <div className="grid gap-3">
      <LineChart
        label={t("curveLabel")}
        series={[
          {
            name: t("devLoss"),
            points: curve.flatMap(({ epoch, devLoss }) =>
              devLoss === null ? [] : [[epoch, devLoss] as const],
            ),
            tone: "accent",
          },
          {
            name: t("trainLoss"),
            points: curve.map((row) => [row.epoch, row.trainLoss] as const),
            tone: "quiet",
          },
        ]}
        x={{
          label: t("epoch"),
          min: 1,
          max: Math.max(2, epochs),
          format: (value) => format.number(value),
          marks: Array.from({ length: Math.min(epochs, 10) }, (_, at) => at + 1),
        }}
        y={{ label: t("loss"), min: 0, max: Math.max(0.1, ...all) * 1.1, format: short }}
        dots
        className="max-w-lg"
      />
      <details>
        <summary className="text-ink-2">{t("numbersBehind")}</summary>
        <Table label={t("curveLabel")}>
          <thead>
            <tr>
              <Th end>{t("epoch")}</Th>
              <Th end>{t("trainLoss")}</Th>
              <Th end>{t("devLoss")}</Th>
              {labels.map((label) => (
                <Th key={label} end>
                  {t("devAuc", { label: tm(`labels.${label}`) })}
                </Th>
              ))}
              <Th end>{t("perSecond")}</Th>
            </tr>
          </thead>
          <tbody>
            {curve.map((row) => (
              <tr key={row.epoch}>
                <Td end>{format.number(row.epoch)}</Td>
                <Td end>{loss(row.trainLoss)}</Td>
                <Td end>{row.devLoss === null ? "–" : loss(row.devLoss)}</Td>
                {labels.map((label) => (
                  <Td key={label} end>
                    {row.devAuc[label] == null ? "–" : loss(row.devAuc[label])}
                  </Td>
                ))}
                <Td end>{format.number(row.examplesPerSecond, { maximumFractionDigits: 0 })}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </div>
  );
}
