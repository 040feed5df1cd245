import {
  type Card,
  type CardHead,
  FEATURE_SPACE,
  FEATURE_VERSION,
  LABELS,
  type Label,
  TEXT_MODEL,
} from "#lib/scoring/index.ts";
import { assessThresholds, calibrateHead, measureSources } from "./assess-head.ts";
import { collectScores } from "./collect-scores.ts";
import { describeLimits, describeSources } from "./describe-training.ts";
import { exportOnnx } from "./export-onnx.ts";
import { fitWeights } from "./fit-weights.ts";
import { auc } from "./metrics.ts";
import { type Prepared, prepareData } from "./prepare-data.ts";
import { type QuantisedWeights, quantiseWeights } from "./quantise-weights.ts";
import type { Example } from "./read-examples.ts";

/** A head with fewer harmful training examples than this is not trained: there is nothing to learn from. */
export const MIN_POSITIVES = 50;
/** Below this many, or below this dev AUC, a head may put posts before people but not act alone. */
export const MIN_POSITIVES_AUTOMATIC = 1_000;
/** A head that ranks worse than this on dev, over all sources, is left out. */
const MIN_DEV_AUC = 0.7;
/**
 * Weights beyond this many standard deviations are cut. Of 6, 9, 12, 20 and 40, on dev, the one whose 8-bit weights
 * lose least: under 0.001 of AUC on every source. The few heavy words matter more than fine steps for the many.
 */
const CLIP_DEVIATIONS = 40;

export type TrainingRun = { version: string; command: string; seed: number; trainedAt: Date };

/**
 * Trains, calibrates and measures a text model.
 * All numbers of the card are measured on the 8-bit weights that are shipped.
 * @returns the ONNX file's bytes and the card.
 */
export function trainModel(
  all: readonly Example[],
  run: TrainingRun,
  report: (line: string) => void,
): { onnx: Uint8Array; card: Card } {
  const counts = countLabels(all);
  const wanted = LABELS.filter((label) => counts[label].positives >= MIN_POSITIVES);
  report(`${all.length} examples; removing near-duplicates and making features`);
  const data = prepareData(all, wanted);
  const fitted = fitWeights(data, run.seed, report);
  const quantised = quantiseWeights(fitted.weights, wanted.length, CLIP_DEVIATIONS);
  const scoreRow = rowScorer(data, quantised);
  const heads: { head: CardHead; column: number }[] = [];
  const absent: Card["absent"] = LABELS.filter((label) => !wanted.includes(label)).map((label) => ({
    label,
    reason: `${counts[label].positives} harmful training examples; ${MIN_POSITIVES} are the least`,
  }));
  const metrics: Card["metrics"] = [];
  wanted.forEach((label, column) => {
    const devLogits = collectScores(data, label, "dev", (row) => scoreRow(row, column));
    const devAuc = auc(devLogits) ?? 0;
    if (devAuc < MIN_DEV_AUC) {
      absent.push({ label, reason: `AUC ${devAuc.toFixed(3)} on dev; ${MIN_DEV_AUC} is the least` });
      return;
    }
    const calibration = calibrateHead(devLogits, (source) => countTraining(data, label, source));
    const probability = (row: number) =>
      1 / (1 + Math.exp(-(calibration.slope * scoreRow(row, column) + calibration.intercept)));
    const dev = collectScores(data, label, "dev", probability);
    const test = collectScores(data, label, "test", probability);
    const assessed = assessThresholds(dev, test);
    const use =
      counts[label].positives >= MIN_POSITIVES_AUTOMATIC && assessed.automatic ? "automatic" : "review-only";
    const automatic = use === "automatic" ? assessed.automatic : null;
    heads.push({ column, head: { label, use, ...counts[label], calibration, ...assessed, automatic } });
    metrics.push(...measureSources(label, test));
  });
  return {
    onnx: exportHeads(quantised, heads),
    card: {
      name: TEXT_MODEL,
      version: run.version,
      kind: "linear, hashed word 1-2-grams, text shape and character 1-5-grams, Platt-calibrated, 8-bit weights",
      trainedAt: run.trainedAt.toISOString(),
      command: run.command,
      seed: run.seed,
      features: FEATURE_VERSION,
      heads: heads.map(({ head }) => head),
      absent,
      sources: describeSources(all, data.dropped),
      metrics,
      limits: describeLimits(absent, "linear"),
    },
  };
}

/** Training examples of each label, and how many of them are harmful. */
export function countLabels(all: readonly Example[]): Record<Label, { positives: number; labelled: number }> {
  const count = (label: Label) => {
    const labelled = all.filter(
      (example) => example.split === "train" && example.labels[label] !== undefined,
    );
    return {
      labelled: labelled.length,
      positives: labelled.filter((example) => example.labels[label] === 1).length,
    };
  };
  return Object.fromEntries(LABELS.map((label) => [label, count(label)])) as ReturnType<typeof countLabels>;
}

/** Training examples of a source that say something about a label. */
export function countTraining(data: Prepared, label: Label, source: string): number {
  return data.examples.filter(
    (example) =>
      example.source === source && example.split === "train" && example.labels[label] !== undefined,
  ).length;
}

/** The logit of a row and head as the exported file will compute it, before calibration. */
function rowScorer({ matrix }: Prepared, { codes, scales, heads }: QuantisedWeights) {
  return (row: number, head: number): number => {
    let sum = 0;
    for (let at = matrix.offsets[row] as number; at < (matrix.offsets[row + 1] as number); at++) {
      sum += (matrix.values[at] as number) * (codes[(matrix.indices[at] as number) * heads + head] as number);
    }
    return sum * (scales[head] as number);
  };
}

/** The file with the heads that passed, in their order. */
function exportHeads(all: QuantisedWeights, kept: readonly { head: CardHead; column: number }[]): Uint8Array {
  const codes = new Int8Array(FEATURE_SPACE * kept.length);
  kept.forEach(({ column }, to) => {
    for (let index = 0; index < FEATURE_SPACE; index++) {
      codes[index * kept.length + to] = all.codes[index * all.heads + column] as number;
    }
  });
  return exportOnnx({
    heads: kept.map(({ head }) => head.label),
    weights: {
      space: all.space,
      heads: kept.length,
      codes,
      scales: Float32Array.from(kept, ({ column }) => all.scales[column] as number),
    },
    slopes: Float32Array.from(kept, ({ head }) => head.calibration.slope),
    intercepts: Float32Array.from(kept, ({ head }) => head.calibration.intercept),
  });
}
