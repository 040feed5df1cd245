import { hajekShare } from "./hajek.ts";
import type { AutomationCurve } from "./schema.ts";
import { LEAST } from "./schema.ts";

/** A judged post of the sample with the score of one policy's signal. */
export interface ScoredSample {
  /** Inclusion probability, in (0, 1]. */
  probability: number;
  /** In [0, 1]. */
  score: number;
  /** Whether the blind reviewer found it to violate that policy. */
  violating: boolean;
}

/** Thresholds asked, finer where they are usually set. */
const THRESHOLDS = [
  0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925,
  0.95, 0.97, 0.98, 0.99, 0.995,
];
const DAY_MS = 86_400_000;

/**
 * What acting without a person above each threshold would take in, and how often rightly: both are estimates over
 * the judged probability sample (Hájek; precision is the share of a domain), so they hold for the platform and not
 * only for what was acted on. Precision is withheld above a threshold that too few judged posts reach.
 * @param span of the window, ms
 */
export function automationCurve(
  samples: readonly ScoredSample[],
  { drawn, span }: { drawn: number; span: number },
): Pick<AutomationCurve, "points" | "judged" | "postsPerDay"> {
  const judgedShare = drawn > 0 ? Math.min(1, samples.length / drawn) : 1;
  const units = samples.map(({ probability, ...rest }) => ({
    ...rest,
    probability: probability * judgedShare,
    size: 1,
  }));
  const weightOf = (some: typeof units) => some.reduce((sum, { probability }) => sum + 1 / probability, 0);
  const posts = weightOf(units);
  const points = THRESHOLDS.map((threshold) => {
    const above = units.filter(({ score }) => score >= threshold);
    const precision = above.length < LEAST.precision ? null : hajekShare(above);
    return {
      threshold,
      share: posts > 0 ? weightOf(above) / posts : 0,
      n: above.length,
      precision: precision && {
        value: precision.value,
        low: precision.low,
        high: precision.high,
        n: precision.n,
      },
    };
  });
  return { points, judged: samples.length, postsPerDay: posts / (span / DAY_MS) };
}
