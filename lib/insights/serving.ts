import { latencyOfBin } from "./daily-scores.ts";
import { shareOf } from "./estimate.ts";
import type { Insights } from "./schema.ts";

/**
 * Quantiles of scoring time from counts per bin, in ms, each right to half a bin (2.5%); the share within the
 * objective is exact, since a bin begins there.
 * @param bins by growing time
 * @returns null where nothing was scored
 */
export function servingOf(bins: readonly { bin: number; count: number }[]): Insights["serving"] {
  const n = bins.reduce((sum, { count }) => sum + count, 0);
  const within = shareOf(
    bins.filter(({ bin }) => bin < 0).reduce((sum, { count }) => sum + count, 0),
    n,
  );
  if (!within) return null;
  const quantile = (share: number) => {
    let seen = 0;
    for (const { bin, count } of bins) {
      seen += count;
      if (seen >= share * n) return latencyOfBin(bin);
    }
    return latencyOfBin(bins.at(-1)?.bin ?? 0);
  };
  return { n, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), within };
}
