import { bootstrapDraws, percentileInterval } from "#lib/training/intervals.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import type { Estimate } from "./estimate.ts";

/** The answers that one unit got, one per coder who judged it. */
export type Answers = readonly string[];

/**
 * Krippendorff's alpha for nominal data, any number of coders, gaps allowed (Krippendorff 2011, Computing
 * Krippendorff's Alpha-Reliability, sections A to C): 1 − observed / expected disagreement, from the
 * coincidence matrix. 1 is agreement, 0 what chance gives.
 * @returns null without two answers to compare, or when all answers are the same (nothing to disagree on)
 */
export function krippendorffAlpha(units: readonly Answers[]): number | null {
  const perValue = new Map<string, number>();
  let pairable = 0;
  let agreeing = 0;
  for (const answers of units) {
    if (answers.length < 2) continue;
    pairable += answers.length;
    const here = new Map<string, number>();
    for (const answer of answers) here.set(answer, (here.get(answer) ?? 0) + 1);
    for (const [answer, count] of here) {
      perValue.set(answer, (perValue.get(answer) ?? 0) + count);
      agreeing += (count * (count - 1)) / (answers.length - 1);
    }
  }
  const byChance = [...perValue.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const expected = pairable * (pairable - 1) - byChance;
  if (expected <= 0) return null;
  return 1 - ((pairable - agreeing) * (pairable - 1)) / expected;
}

/** Bootstrap draws, and the seed that makes a page show the same interval each time. */
const DRAWS = 1000;
const SEED = 20_111;

/** Alpha with the percentile interval of a bootstrap over units (Efron 1979); n is the units with two answers. */
export function alphaWithInterval(units: readonly Answers[]): Estimate | null {
  const pairable = units.filter((answers) => answers.length >= 2);
  const value = krippendorffAlpha(pairable);
  const interval = percentileInterval(bootstrapDraws(pairable, krippendorffAlpha, seededRandom(SEED), DRAWS));
  if (value === null || interval === null) return null;
  return { value, low: interval[0], high: interval[1], n: pairable.length };
}
