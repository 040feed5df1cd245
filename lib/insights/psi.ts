/**
 * Inner edges of the bins in which scores are counted, on probabilities in [0, 1]. Finer towards both ends,
 * where calibrated scores of rare harms lie and where thresholds stand; equal widths would put nearly all in one bin.
 */
export const SCORE_EDGES = [
  0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99,
] as const;

/** Added to every bin, so that an empty one gives a large number and not an infinite one. */
const SMOOTHING = 0.5;

/**
 * Population stability index of two histograms over the same bins: Σ (aᵢ − eᵢ) ln(aᵢ / eᵢ), which is the
 * symmetrised Kullback-Leibler divergence (Jeffreys 1946; as PSI in Siddiqi 2006, Credit Risk Scorecards).
 * By custom below 0.1 is steady, from 0.1 a warning, from 0.2 an alarm.
 * @returns null when either histogram is empty
 */
export function populationStabilityIndex(
  expected: readonly number[],
  actual: readonly number[],
): number | null {
  if (expected.length !== actual.length) throw new RangeError("Two histograms share their bins.");
  const e = smoothed(expected);
  const a = smoothed(actual);
  if (!e || !a) return null;
  return e.reduce((sum, share, bin) => {
    const other = a[bin] ?? 0;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function smoothed(counts: readonly number[]): number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const whole = total + SMOOTHING * counts.length;
  return counts.map((count) => (count + SMOOTHING) / whole);
}
