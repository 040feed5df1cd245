import { useFormatter, useTranslations } from "next-intl";
import type { Difference } from "#lib/training/schema.ts";

/** Numbers of an evaluation in the reader's digits. */
export function useScores() {
  const t = useTranslations("training");
  const format = useFormatter();
  const number = (value: number | null) =>
    value === null ? "–" : format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const signed = (value: number) =>
    format.number(value, {
      minimumFractionDigits: 3,
      maximumFractionDigits: 3,
      signDisplay: "exceptZero",
    });
  return {
    number,
    short: (value: number) => format.number(value, { maximumFractionDigits: 2 }),
    count: (value: number) => format.number(value),
    /** "0.412 → 0.287": the champion's, then the challenger's. */
    fromTo: (champion: number | null, challenger: number | null) =>
      t("fromTo", { champion: number(champion), challenger: number(challenger) }),
    /** "+0.125 (+0.031 to +0.240)". */
    difference: ({ value, interval }: Difference) =>
      interval === null
        ? signed(value)
        : t("valueWithInterval", {
            value: signed(value),
            low: signed(interval[0]),
            high: signed(interval[1]),
          }),
    /** A check's numbers as its sentence shows them: whole ones as counts. */
    words: (values: Record<string, number | string>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          typeof value === "string" ? value : Number.isInteger(value) ? format.number(value) : number(value),
        ]),
      ),
  };
}
