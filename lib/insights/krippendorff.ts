import { percentileInterval } from "#lib/training/intervals.ts";
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
  const table = tally(units);
  return alphaOf(
    table,
    Int32Array.from({ length: table.units }, (_, unit) => unit),
  );
}

/** What each unit adds to the coincidence matrix, laid out for many resamples; different answers are numbers. */
interface Tallies {
  units: number;
  answers: number;
  pairable: Float64Array;
  agreeing: Float64Array;
  /** Unit u has the answers `values[starts[u] … starts[u + 1])`, each `counts` times. */
  starts: Int32Array;
  values: Int32Array;
  counts: Float64Array;
}

function tally(all: readonly Answers[]): Tallies {
  const units = all.filter((answers) => answers.length >= 2);
  const numbers = new Map([...new Set(units.flat())].map((answer, number) => [answer, number]));
  const counted = units.map((answers) => [...Map.groupBy(answers, (answer) => numbers.get(answer) ?? 0)]);
  const starts = new Int32Array(units.length + 1);
  counted.forEach((unit, at) => {
    starts[at + 1] = (starts[at] as number) + unit.length;
  });
  return {
    units: units.length,
    answers: numbers.size,
    pairable: Float64Array.from(units, ({ length }) => length),
    agreeing: Float64Array.from(
      counted,
      (unit, at) =>
        unit.reduce((sum, [, same]) => sum + same.length * (same.length - 1), 0) /
        ((units[at]?.length ?? 0) - 1),
    ),
    starts,
    values: Int32Array.from(counted.flat(), ([value]) => value),
    counts: Float64Array.from(counted.flat(), ([, same]) => same.length),
  };
}

/** Alpha of a sample of the units, given by their numbers. */
function alphaOf(table: Tallies, sample: Int32Array): number | null {
  const perValue = new Float64Array(table.answers);
  let pairable = 0;
  let agreeing = 0;
  for (const unit of sample) {
    pairable += table.pairable[unit] as number;
    agreeing += table.agreeing[unit] as number;
    const end = table.starts[unit + 1] as number;
    for (let at = table.starts[unit] as number; at < end; at++) {
      const value = table.values[at] as number;
      perValue[value] = (perValue[value] as number) + (table.counts[at] as number);
    }
  }
  const byChance = perValue.reduce((sum, count) => sum + count * (count - 1), 0);
  const expected = pairable * (pairable - 1) - byChance;
  return expected > 0 ? 1 - ((pairable - agreeing) * (pairable - 1)) / expected : null;
}

/** Bootstrap draws, and the seed that makes a page show the same interval each time. */
const DRAWS = 1000;
const SEED = 20_111;

/** Alpha with the percentile interval of a bootstrap over units (Efron 1979); n is the units with two answers. */
export function alphaWithInterval(units: readonly Answers[], times = DRAWS): Estimate | null {
  const table = tally(units);
  const sample = Int32Array.from({ length: table.units }, (_, unit) => unit);
  const value = alphaOf(table, sample);
  const random = seededRandom(SEED);
  const draws: number[] = [];
  for (let draw = 0; draw < times; draw++) {
    for (let at = 0; at < sample.length; at++) sample[at] = Math.floor(random() * sample.length);
    const drawn = alphaOf(table, sample);
    if (drawn !== null) draws.push(drawn);
  }
  const interval = percentileInterval(draws);
  if (value === null || interval === null) return null;
  return { value, low: interval[0], high: interval[1], n: table.units };
}
