import type { CardAutomatic, CardHead, CardMetric, CardThreshold, Label } from "#lib/scoring/index.ts";
import { chooseAllow } from "./automatic-share.ts";
import { type Calibration, fitPlatt } from "./calibrate.ts";
import { chooseAutomatic, measureThreshold, reviewThreshold } from "./choose-thresholds.ts";
import { groupBySource, type SourcedScore } from "./collect-scores.ts";
import { wilsonInterval } from "./intervals.ts";
import { auc, expectedCalibrationError, macroF1, type Scored } from "./metrics.ts";
import { DEV_UNLIKE_TEST, FLOORS } from "./sources.ts";

/** Sources with one class only would make any threshold look good: they are measured on nothing. */
export function informative(scores: readonly SourcedScore[]): SourcedScore[] {
  return [...groupBySource(scores, true).values()].flat();
}

/**
 * Platt's parameters of a head, from dev. Sources count by their training examples, since some have a dev split
 * far smaller than the rest of them.
 */
export function calibrateHead(
  dev: readonly SourcedScore[],
  trainingExamples: (source: string) => number,
): Calibration {
  const groups = groupBySource(dev, true);
  const weighted = [...groups].flatMap(([source, scores]) => {
    const weight = trainingExamples(source) / scores.length;
    return scores.map((one) => ({ ...one, weight }));
  });
  return fitPlatt(weighted);
}

/** Thresholds chosen on dev and measured on test; all scores are calibrated probabilities. */
export function assessThresholds(
  devScores: readonly SourcedScore[],
  testScores: readonly SourcedScore[],
): Pick<CardHead, "automatic" | "review" | "allow" | "ece"> {
  const dev = informative(devScores);
  const test = informative(testScores);
  const automatic = assessAutomatic(dev, test);
  const review = reviewThreshold(dev, automatic?.value);
  return {
    automatic,
    review: review === null ? null : describeThreshold(test, review),
    allow: assessAllow(dev, test, review ?? undefined),
    ece: expectedCalibrationError(test),
  };
}

function assessAllow(
  dev: readonly SourcedScore[],
  test: readonly SourcedScore[],
  review: number | undefined,
): CardThreshold | null {
  const value = chooseAllow(
    dev.filter((one) => !(one.source in DEV_UNLIKE_TEST)),
    review,
  );
  if (value === null) return null;
  const taken = test.filter((one) => one.score <= value);
  const harmless = test.filter((one) => !one.positive).length;
  const hits = taken.filter((one) => !one.positive).length;
  return {
    value,
    precision: taken.length > 0 ? hits / taken.length : null,
    precisionInterval: wilsonInterval(hits, taken.length),
    recall: harmless > 0 ? hits / harmless : null,
    recallInterval: wilsonInterval(hits, harmless),
    share: test.length > 0 ? taken.length / test.length : 0,
    n: test.length,
  };
}

function assessAutomatic(dev: readonly SourcedScore[], test: readonly SourcedScore[]): CardAutomatic | null {
  const choice = chooseAutomatic(dev.filter((one) => !(one.source in DEV_UNLIKE_TEST)));
  if (!choice) return null;
  const { value, languages } = choice;
  return {
    languages,
    ...describeThreshold(
      test.filter((one) => languages.includes(one.lang)),
      value,
    ),
    elsewhere: describeThreshold(
      test.filter((one) => !languages.includes(one.lang)),
      value,
    ),
  };
}

/** A threshold with what it gives on a test split. */
export function describeThreshold(test: readonly Scored[], value: number): CardThreshold {
  const { hits, taken, harmful, n } = measureThreshold(test, value);
  return {
    value,
    precision: taken > 0 ? hits / taken : null,
    precisionInterval: wilsonInterval(hits, taken),
    recall: harmful > 0 ? hits / harmful : null,
    recallInterval: wilsonInterval(hits, harmful),
    share: n > 0 ? taken / n : 0,
    n,
  };
}

/** One line of the card's table per source that has both classes on test. */
export function measureSources(label: Label, test: readonly SourcedScore[]): CardMetric[] {
  return [...groupBySource(test, true)].map(([source, scores]) => ({
    label,
    source,
    auc: auc(scores),
    macroF1: macroF1(scores, 0.5),
    ece: expectedCalibrationError(scores),
    n: scores.length,
    positives: scores.filter((one) => one.positive).length,
    floor: FLOORS[label]?.[source] ?? null,
  }));
}
