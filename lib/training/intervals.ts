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
