import type { SignalSetValues, Thresholds } from "#lib/policy/schema.ts";
import type { PolicyView } from "#lib/review/schema.ts";

export type SignalRow = {
  name: string;
  value: number;
  thresholds: Thresholds | null;
  /** How far the value got: over the automatic threshold, over the review threshold, or neither. */
  over: "automatic" | "review" | null;
};

/** Rows below this and without reaching a threshold are folded away. */
const FAINT = 0.1;

function thresholdsOf(policies: readonly PolicyView[], signal: string): Thresholds | null {
  const listening = policies.filter((policy) => policy.signal === signal).map((policy) => policy.thresholds);
  return listening.sort((a, b) => a.review - b.review)[0] ?? null;
}

function reached(value: number, thresholds: Thresholds | null): SignalRow["over"] {
  if (!thresholds || value < thresholds.review) return null;
  return thresholds.automatic !== null && value >= thresholds.automatic ? "automatic" : "review";
}

/** One source's signals as rows, those over a threshold first, then the strongest; the faint ones apart. */
export function signalRows(
  set: Pick<SignalSetValues, "values">,
  policies: readonly PolicyView[],
): { rows: SignalRow[]; faint: SignalRow[] } {
  const all = Object.entries(set.values).map(([name, value]): SignalRow => {
    const thresholds = thresholdsOf(policies, name);
    return { name, value, thresholds, over: reached(value, thresholds) };
  });
  all.sort((a, b) => Number(b.over !== null) - Number(a.over !== null) || b.value - a.value);
  const isFaint = (row: SignalRow) => row.over === null && row.value < FAINT;
  return { rows: all.filter((row) => !isFaint(row)), faint: all.filter(isFaint) };
}
