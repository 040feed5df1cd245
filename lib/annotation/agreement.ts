import { bootstrapDraws, percentileInterval } from "#lib/training/intervals.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import type { Agreement } from "./schema.ts";

/** How many answered one task for one label, and how many of them said that it holds. */
export interface Count {
  n: number;
  ones: number;
}

/** Enough for a steady interval at 0.01. */
const DRAWS = 500;
const SEED = 1979;

/**
 * Krippendorff's alpha of yes-or-no answers from counts, which is all it needs: sums of pairable answers, of agreeing
 * pairs and of each answer (Krippendorff 2011, section C). lib/insights has the general form; a test holds the two
 * together. Null without two answers to compare, or when all answers are the same.
 */
export function binaryAlpha(units: readonly (readonly Count[])[]): number | null {
  let pairable = 0;
  let agreeing = 0;
  let ones = 0;
  for (const unit of units)
    for (const count of unit) {
      if (count.n < 2) continue;
      const zeros = count.n - count.ones;
      pairable += count.n;
      ones += count.ones;
      agreeing += (count.ones * (count.ones - 1) + zeros * (zeros - 1)) / (count.n - 1);
    }
  const zeros = pairable - ones;
  const expected = 2 * ones * zeros;
  return expected > 0 ? 1 - ((pairable - agreeing) * (pairable - 1)) / expected : null;
}

/**
 * Alpha with the percentile interval of a bootstrap over tasks (Efron 1979); a task's labels stay together.
 * @param units per task its counts, one for each label looked at
 */
export function agreementOf(units: readonly (readonly Count[])[]): Agreement | null {
  const pairable = units.filter((unit) => unit.some(({ n }) => n >= 2));
  const value = binaryAlpha(pairable);
  const interval = percentileInterval(bootstrapDraws(pairable, binaryAlpha, seededRandom(SEED), DRAWS));
  if (value === null || interval === null) return null;
  return { value, low: interval[0], high: interval[1], n: pairable.length };
}
