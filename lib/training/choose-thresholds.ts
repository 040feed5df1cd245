import { confusion, type Scored } from "./metrics.ts";

/** Automation is wrong at most once in twenty. */
export const AUTOMATIC_PRECISION = 0.95;
/** Fewer posts than this above a threshold say too little about its precision. */
export const AUTOMATIC_SUPPORT = 100;
/** What people must get to see of the harm there is. */
export const REVIEW_RECALL = 0.8;

/**
 * The lowest score from which on at least {@link AUTOMATIC_PRECISION} of the posts are harmful, and with it every
 * higher threshold that has support. Null where there is none with support.
 */
export function automaticThreshold(
  scored: readonly Scored[],
  precision = AUTOMATIC_PRECISION,
  support = AUTOMATIC_SUPPORT,
): number | null {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  let hits = 0;
  let best: number | null = null;
  for (let at = 0; at < sorted.length; at++) {
    if (sorted[at]?.positive) hits++;
    const isLastOfTie = sorted[at + 1]?.score !== sorted[at]?.score;
    if (!isLastOfTie || at + 1 < support) continue;
    if (hits / (at + 1) < precision) break;
    best = sorted[at]?.score ?? null;
  }
  return best;
}

/** The highest score at which at least {@link REVIEW_RECALL} of the harmful posts are seen; null without any. */
export function reviewThreshold(scored: readonly Scored[], recall = REVIEW_RECALL): number | null {
  const harmful = scored
    .filter((one) => one.positive)
    .map((one) => one.score)
    .sort((a, b) => b - a);
  return harmful[Math.ceil(recall * harmful.length) - 1] ?? null;
}

/** What a threshold does on posts with known labels. */
export function measureThreshold(scored: readonly Scored[], threshold: number) {
  const { hits, falseAlarms, misses } = confusion(scored, threshold);
  return { hits, taken: hits + falseAlarms, harmful: hits + misses, n: scored.length };
}
