import type { Interval } from "./intervals.ts";
import { percentileInterval } from "./intervals.ts";
import type { Random } from "./seeded-random.ts";

/** Resamples behind every interval of an evaluation. */
export const BOOTSTRAP_DRAWS = 2_000;

/** A statistic of a resample, given as how often each example was drawn; null where it is not defined. */
export type ResampleStatistic = (counts: Int32Array) => number | null;

/**
 * 95% percentile intervals of several statistics over the same resamples of `n` examples (Efron 1979). Where a
 * statistic compares two models, both are measured on every resample: the pairing takes out how hard the examples are.
 * @returns per statistic its interval; null where fewer than half of the resamples defined it
 */
export function pairedBootstrap(
  n: number,
  statistics: readonly ResampleStatistic[],
  random: Random,
  draws = BOOTSTRAP_DRAWS,
): (Interval | null)[] {
  const values = statistics.map((): number[] => []);
  const counts = new Int32Array(n);
  for (let draw = 0; draw < draws && n > 0; draw++) {
    counts.fill(0);
    for (let taken = 0; taken < n; taken++) {
      const at = Math.floor(random() * n);
      counts[at] = (counts[at] as number) + 1;
    }
    statistics.forEach((statistic, at) => {
      const value = statistic(counts);
      if (value !== null) values[at]?.push(value);
    });
  }
  return values.map((list) => (list.length * 2 >= draws ? percentileInterval(list) : null));
}

/** The mean of `sums[i] / weights[i]` pooled over a resample; both per example. */
export function resampledMean(sums: Float64Array, weights: Float64Array): ResampleStatistic {
  return (counts) => {
    let sum = 0;
    let weight = 0;
    for (let at = 0; at < counts.length; at++) {
      const count = counts[at] as number;
      sum += count * (sums[at] as number);
      weight += count * (weights[at] as number);
    }
    return weight > 0 ? sum / weight : null;
  };
}

/** AUC of a resample, from scores sorted once; `rows` are the examples that have this label, `positive` their truth. */
export function resampledAuc(
  scores: Float64Array,
  rows: Int32Array,
  positive: Uint8Array,
): ResampleStatistic {
  const order = Int32Array.from(rows.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  return (counts) => {
    let below = 0;
    let won = 0;
    let positives = 0;
    for (let from = 0; from < order.length; ) {
      let to = from;
      let tiedPositives = 0;
      let tiedNegatives = 0;
      while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) {
        const at = order[to++] as number;
        const count = counts[rows[at] as number] as number;
        if (positive[at]) tiedPositives += count;
        else tiedNegatives += count;
      }
      won += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
      from = to;
    }
    return positives > 0 && below > 0 ? won / (positives * below) : null;
  };
}
