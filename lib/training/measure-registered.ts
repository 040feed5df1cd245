import type { CardHead, CardMetric, Label } from "#lib/scoring/index.ts";
import { describeThreshold } from "./assess-head.ts";
import { fitPlatt } from "./calibrate.ts";
import { reviewThreshold } from "./choose-thresholds.ts";
import { bootstrapDraws, percentileInterval } from "./intervals.ts";
import { auc, expectedCalibrationError, macroF1, type Scored } from "./metrics.ts";
import { seededRandom } from "./seeded-random.ts";

/** A head is measured on no fewer texts than this, and so many of each answer, in the half that is held back. */
export const LEAST_TEXTS = 100;
export const LEAST_OF_EACH = 25;
/** A head that orders texts worse than this would bring people mostly the wrong ones. */
export const LEAST_AUC = 0.7;
/** Of the bootstrap: the same file gives the same interval. */
export const SEED = 1;

export type HalvedScore = Scored & { half: "dev" | "test" };
export type MeasuredHead = { head: CardHead; metric: CardMetric };

/**
 * Calibrates a head and chooses where people should look on one half, and measures both on the other.
 * @param scored log-odds of the texts that say something about the label
 * @throws Error where there are too few texts, or the head is not good enough to serve
 */
export function measureHead(label: Label, source: string, scored: readonly HalvedScore[]): MeasuredHead {
  for (const half of ["dev", "test"] as const) {
    const texts = scored.filter((one) => one.half === half);
    const positives = texts.filter((one) => one.positive).length;
    if (texts.length < LEAST_TEXTS || Math.min(positives, texts.length - positives) < LEAST_OF_EACH)
      throw new Error(
        `${label}: half of the evaluation has ${texts.length} texts, ${positives} of them ${label}; ` +
          `it takes ${LEAST_TEXTS}, and ${LEAST_OF_EACH} of each answer. Give about twice that and more.`,
      );
  }
  const calibration = fitPlatt(
    scored.filter(({ half }) => half === "dev").map((one) => ({ ...one, weight: 1 })),
  );
  const calibrated = scored.map((one) => ({
    ...one,
    score: 1 / (1 + Math.exp(-(calibration.slope * one.score + calibration.intercept))),
  }));
  const dev = calibrated.filter(({ half }) => half === "dev");
  const test = calibrated.filter(({ half }) => half === "test");
  const area = auc(test) ?? 0;
  const aucInterval = percentileInterval(bootstrapDraws(test, auc, seededRandom(SEED)));
  if (area < LEAST_AUC)
    throw new Error(
      `${label}: AUC ${area.toFixed(3)} (95% ${aucInterval?.map((end) => end.toFixed(3)).join(" to ")}) on ` +
        `${test.length} texts; it takes ${LEAST_AUC}. Is it mapped from the right label?`,
    );
  const review = reviewThreshold(dev);
  const positives = test.filter(({ positive }) => positive).length;
  const ece = expectedCalibrationError(test);
  const counts = { n: test.length, positives };
  return {
    head: {
      label,
      use: "review-only",
      positives,
      labelled: test.length,
      calibration,
      ece,
      automatic: null,
      review: review === null ? null : describeThreshold(test, review),
    },
    metric: {
      label,
      source,
      auc: area,
      aucInterval,
      macroF1: review === null ? null : macroF1(test, review),
      ece,
      ...counts,
      floor: null,
    },
  };
}
