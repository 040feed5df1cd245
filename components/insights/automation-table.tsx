import { useTranslations } from "next-intl";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Measured } from "./automation-chart.tsx";
import { useNumbers } from "./use-numbers.ts";

/** The numbers of the curve, for who reads tables or cannot see it. */
export function AutomationTable({ points }: { points: readonly Measured[] }) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  return (
    <details className="mt-1">
      <summary className="w-fit text-accent">{t("tableBehind")}</summary>
      <Table label={t("curve.title")} className="mt-2">
        <thead>
          <tr>
            <Th end>{t("curve.threshold")}</Th>
            <Th end>{t("curve.share")}</Th>
            <Th end>{t("curve.precision")}</Th>
            <Th end>{t("judged")}</Th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ threshold, share, precision }) => (
            <tr key={threshold}>
              <Td end>{numbers.decimal(threshold, 3)}</Td>
              <Td end>{numbers.percent(share, 2)}</Td>
              <Td end>
                {numbers.percent(precision.value)} ({numbers.interval(precision)})
              </Td>
              <Td end>{numbers.count(precision.n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
