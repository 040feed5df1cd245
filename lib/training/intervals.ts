import type { Interval } from "#lib/insights/wilson.ts";
import type { Random } from "./seeded-random.ts";

export { type Interval, wilsonInterval } from "#lib/insights/wilson.ts";

/**
 * A statistic on samples drawn with replacement (Efron 1979). Draws on which it is not defined are left out.
 */
export function bootstrapDraws<T>(
  items: readonly T[],
  statistic: (sample: readonly T[]) => number | null,
  random: Random,
  draws = 200,
): number[] {
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const sample = items.map(() => items[Math.floor(random() * items.length)] as T);
    const value = statistic(sample);
    if (value !== null) values.push(value);
  }
  return values;
}

/** The middle 95% of bootstrap draws; null without any. */
export function percentileInterval(draws: readonly number[]): Interval | null {
  if (draws.length === 0) return null;
  const sorted = [...draws].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return [at(0.025), at(0.975)];
}

/**
 * An approximate 95% interval of an AUC from the AUC alone (Hanley and McNeil 1982, doi 10.1148/radiology.143.1.7063747);
 * null where a class is missing.
 */
export function aucInterval(area: number | null, positives: number, negatives: number): Interval | null {
  if (area === null || positives === 0 || negatives === 0) return null;
  const both = area / (2 - area);
  const twice = (2 * area * area) / (1 + area);
  const variance =
    (area * (1 - area) + (positives - 1) * (both - area * area) + (negatives - 1) * (twice - area * area)) /
    (positives * negatives);
  const half = 1.96 * Math.sqrt(Math.max(0, variance));
  return [Math.max(0, area - half), Math.min(1, area + half)];
}
