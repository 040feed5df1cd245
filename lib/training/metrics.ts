/** A score and the truth about it. */
export type Scored = { score: number; positive: boolean };

/**
 * Area under the ROC curve by ranks (Mann-Whitney U), ties counted half.
 * @returns null where one class is missing.
 */
export function auc(scored: readonly Scored[]): number | null {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    let tied = 0;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) {
      if (sorted[to]?.positive) tied++;
      to++;
    }
    rankSum += tied * ((from + 1 + to) / 2);
    positives += tied;
    from = to;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean of the F1 of both classes when a score of `threshold` or more means positive; null where one is missing. */
export function macroF1(scored: readonly Scored[], threshold: number): number | null {
  const { hits, falseAlarms, misses, passes } = confusion(scored, threshold);
  if (hits + misses === 0 || falseAlarms + passes === 0) return null;
  const positiveF1 = (2 * hits) / (2 * hits + falseAlarms + misses);
  const negativeF1 = (2 * passes) / (2 * passes + falseAlarms + misses);
  return (positiveF1 + negativeF1) / 2;
}

export type Confusion = { hits: number; falseAlarms: number; misses: number; passes: number };

/** Counts of right and wrong at a threshold (inclusive). */
export function confusion(scored: readonly Scored[], threshold: number): Confusion {
  const counts = { hits: 0, falseAlarms: 0, misses: 0, passes: 0 };
  for (const { score, positive } of scored) {
    if (score >= threshold) counts[positive ? "hits" : "falseAlarms"]++;
    else counts[positive ? "misses" : "passes"]++;
  }
  return counts;
}

const ECE_BINS = 15;

/** Expected calibration error (Guo et al. 2017): 15 bins of equal width, weighted by their size. Scores in [0, 1]. */
export function expectedCalibrationError(scored: readonly Scored[]): number {
  const gaps = new Float64Array(ECE_BINS);
  for (const { score, positive } of scored) {
    const bin = Math.min(ECE_BINS - 1, Math.floor(score * ECE_BINS));
    gaps[bin] = (gaps[bin] as number) + score - (positive ? 1 : 0);
  }
  const total = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
  return scored.length > 0 ? total / scored.length : 0;
}
