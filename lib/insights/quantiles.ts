import { Z95 } from "./wilson.ts";

/**
 * Which order statistics bound a quantile with 95% confidence, whatever the distribution: ranks r and s, from 1,
 * of n sorted values. Normal approximation to the binomial, both rounded up (Conover 1999, Practical
 * Nonparametric Statistics, 3.2). Where n is too small for a bound the end of the sample stands in.
 */
export function quantileRanks(n: number, share: number): [low: number, high: number] {
  const spread = Z95 * Math.sqrt(n * share * (1 - share));
  const clamp = (rank: number) => Math.min(n, Math.max(1, Math.ceil(rank)));
  return [clamp(n * share - spread), clamp(n * share + spread)];
}
