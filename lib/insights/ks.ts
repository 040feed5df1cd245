/**
 * Two-sample Kolmogorov-Smirnov distance from two histograms over the same bins: the largest gap between the
 * two cumulative shares at the bin edges. With raw values one per bin it is exact; with coarser bins it is a
 * lower bound of the exact distance (Smirnov 1948, Ann. Math. Stat. 19:279).
 * @returns the distance and its asymptotic p-value; null when either histogram is empty
 */
export function kolmogorovSmirnov(
  expected: readonly number[],
  actual: readonly number[],
): { distance: number; pValue: number } | null {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const n = sum(expected);
  const m = sum(actual);
  if (n === 0 || m === 0) return null;
  let below = 0;
  let belowOther = 0;
  let distance = 0;
  for (const [bin, count] of expected.entries()) {
    below += count / n;
    belowOther += (actual[bin] ?? 0) / m;
    distance = Math.max(distance, Math.abs(below - belowOther));
  }
  return { distance, pValue: kolmogorovTail(distance * Math.sqrt((n * m) / (n + m))) };
}

/** P(K > x) of the Kolmogorov distribution: 2 Σ (−1)^(k−1) exp(−2k²x²). */
export function kolmogorovTail(x: number): number {
  // Below this the series needs very many terms and the answer is 1 to nine digits.
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}
