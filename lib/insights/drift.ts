import { kolmogorovSmirnov } from "./ks.ts";
import { populationStabilityIndex, SCORE_EDGES } from "./psi.ts";
import { type Drift, LEAST } from "./schema.ts";

interface Bin {
  source: string;
  version: string;
  signal: string;
  recent: boolean;
  bin: number;
  count: number;
}

/**
 * How far each signal's scores of the last seven days have moved from those of the four weeks before, most moved
 * first. Only within one model version: a new model moves every score, and that is no drift. Signals with too few
 * scores on either side are left out.
 */
export function driftOf(bins: readonly Bin[]): Drift[] {
  const series = Map.groupBy(bins, ({ source, version, signal }) =>
    JSON.stringify([source, version, signal]),
  );
  return [...series.values()]
    .flatMap((own): Drift[] => {
      const [first] = own;
      if (!first) return [];
      const { source, version, signal } = first;
      const [before, now] = [histogram(own, false), histogram(own, true)];
      const [nBefore, n] = [total(before), total(now)];
      const psi = populationStabilityIndex(before, now);
      const ks = kolmogorovSmirnov(before, now);
      if (psi === null || ks === null || n < LEAST.drift || nBefore < LEAST.drift) return [];
      return [{ source, version, signal, psi, ks: ks.distance, n, nBefore }];
    })
    .sort((a, b) => b.psi - a.psi);
}

function histogram(bins: readonly Bin[], recent: boolean): number[] {
  const counts = Array.from({ length: SCORE_EDGES.length + 1 }, () => 0);
  for (const one of bins) if (one.recent === recent) counts[one.bin] = (counts[one.bin] ?? 0) + one.count;
  return counts;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
