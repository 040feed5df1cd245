import { useFormatter } from "next-intl";

/** Numbers of a card, in the reader's digits; what was not measured is a dash. */
export function useFigures() {
  const format = useFormatter();
  const share = (value: number | null) =>
    value === null ? "–" : format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const percent = (value: number | null) =>
    value === null
      ? "–"
      : format.number(value, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    share,
    percent,
    /** "0.931 (0.902–0.957)". */
    shareWithInterval: (value: number | null, interval: readonly [number, number] | null) =>
      interval === null ? share(value) : `${share(value)} (${share(interval[0])}–${share(interval[1])})`,
    count: (value: number) => format.number(value),
    /** "96.2% (95.0–97.1)": a share with its interval. */
    withInterval: (value: number | null, interval: readonly [number, number] | null) => {
      if (value === null || interval === null) return percent(value);
      const bound = (edge: number) =>
        format.number(edge * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
      return `${percent(value)} (${bound(interval[0])}–${bound(interval[1])})`;
    },
  };
}
