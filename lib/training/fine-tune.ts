import {
  type Label,
  type LinearWeights,
  type RunnableModel,
  readerFor,
  runRows,
} from "#lib/scoring/index.ts";
import { auc, type Scored } from "./metrics.ts";
import type { CurveRow, FrozenExample, TrainingOptions } from "./schema.ts";
import { seededRandom } from "./seeded-random.ts";
import { buildMatrix, type SparseMatrix } from "./sparse-matrix.ts";
import {
  type Anchor,
  freshState,
  type Targets,
  type TrainState,
  trainHeads,
  UNKNOWN,
} from "./train-heads.ts";

/**
 * What a run starts with where nobody says otherwise: the step of training from nothing, and of the pulls 0.001 to 1
 * one that lets eight labels bring a like post from 0.99 to 0.18, while the AUC on foreign spam (SMS, Telegram) stays
 * within 0.001 of that with five times the pull, which leaves the like post at 0.45.
 */
export const DEFAULT_OPTIONS: TrainingOptions = { epochs: 8, rate: 0.3, pull: 0.002, seed: 1 };
/** Training loss is told from this many examples, the first ones: it is there to be looked at. */
const LOSS_EXAMPLES = 2_000;

/**
 * The linear part of the base in full precision, calibration folded in: with what the other parts add (`offsets` of
 * the targets) the logit of a row is its calibrated one.
 */
export type Trainable = { heads: readonly Label[]; weights: Float32Array; bias: Float32Array };
export type TuningData = {
  matrix: SparseMatrix;
  targets: Targets;
  train: Int32Array;
  dev: Int32Array;
  /** Heads that have both classes among the training examples, and the others. */
  trained: Label[];
  untrained: Label[];
};

/**
 * What the heads of a model that can be trained on start from: its first ones, which have linear weights. Where the
 * model has other parts too, the bias is among what they add.
 */
export function dequantise(
  { codes, scale, bias, heads }: LinearWeights,
  labels: readonly Label[],
  otherParts: boolean,
): Trainable {
  const weights = Float32Array.from(codes, (code, at) => code * (scale[at % heads] as number));
  const start = otherParts ? new Float32Array(heads) : Float32Array.from(bias.subarray(0, heads));
  return { heads: labels.slice(0, heads), weights, bias: start };
}

/**
 * What the base's other parts, an encoder and biases, add to each head's logit, row by row: all of the logit but the
 * linear part.
 */
export async function otherParts(
  model: RunnableModel,
  base: Trainable,
  texts: readonly string[],
): Promise<Float32Array> {
  const { extract } = readerFor(model.features);
  const heads = base.heads.length;
  const offsets = new Float32Array(texts.length * heads);
  const rows = texts.map((text) => extract(text));
  const scores = await runRows(model, rows);
  rows.forEach(({ features }, row) => {
    for (let head = 0; head < heads; head++) {
      let linear = 0;
      features.indices.forEach((index, at) => {
        linear += (features.values[at] as number) * (base.weights[index * heads + head] as number);
      });
      offsets[row * heads + head] = (scores[row]?.values.logits?.[head] ?? 0) - linear;
    }
  });
  return offsets;
}

/** Features and targets of a snapshot's examples; a head that knows one class only learns nothing. */
export function prepareTuning(
  examples: readonly FrozenExample[],
  heads: readonly Label[],
  offsets?: Float32Array,
): TuningData {
  const inSplit = (split: FrozenExample["split"]) =>
    Int32Array.from(examples.keys()).filter((row) => examples[row]?.split === split);
  const train = inSplit("train");
  const seen = (label: Label, value: 0 | 1) => train.some((row) => examples[row]?.labels[label] === value);
  const trained = heads.filter((label) => seen(label, 0) && seen(label, 1));
  const values = new Int8Array(examples.length * heads.length).fill(UNKNOWN);
  examples.forEach(({ labels }, row) => {
    heads.forEach((label, head) => {
      const value = labels[label];
      if (value !== undefined && trained.includes(label)) values[row * heads.length + head] = value;
    });
  });
  return {
    matrix: buildMatrix(examples.map(({ text }) => text)),
    targets: {
      heads: heads.length,
      values,
      sources: new Int32Array(examples.length),
      ...(offsets && { offsets }),
    },
    train,
    dev: inSplit("dev"),
    trained,
    untrained: heads.filter((label) => !trained.includes(label)),
  };
}

/** A state that has not seen an example: the base's weights themselves. */
export function startState(base: Trainable): TrainState {
  return freshState(base.weights.slice(), base.heads.length, base.bias.slice());
}

/**
 * One epoch, in place. Its order depends on seed and epoch alone, so that a run which goes on from a checkpoint ends
 * with the very same weights as one that was never stopped.
 */
export function tuneEpoch(
  data: TuningData,
  base: Trainable,
  state: TrainState,
  epoch: number,
  options: TrainingOptions,
): CurveRow {
  const from = performance.now();
  const anchor: Anchor = { weights: base.weights, bias: base.bias, pull: options.pull };
  trainHeads(data.matrix, data.train, data.targets, state.space, {
    epochs: 1,
    rate: options.rate,
    weightOf: () => 1,
    random: seededRandom(options.seed * 1_000_003 + epoch),
    from: state,
    anchor,
  });
  const seconds = (performance.now() - from) / 1000;
  const dev = scoreRows(data, state, data.dev);
  const devAuc = base.heads.flatMap((label, head) =>
    data.trained.includes(label) ? [[label, auc(dev[head] ?? [])] as const] : [],
  );
  return {
    epoch,
    trainLoss: meanLogLoss(scoreRows(data, state, data.train.subarray(0, LOSS_EXAMPLES)).flat()) ?? 0,
    devLoss: meanLogLoss(dev.flat()),
    devAuc: Object.fromEntries(devAuc),
    examplesPerSecond: data.train.length / Math.max(seconds, 1e-6),
    at: new Date().toISOString(),
  };
}

/** Calibrated probabilities per head, of the rows that say something about it. */
export function scoreRows(data: TuningData, state: TrainState, rows: Int32Array): Scored[][] {
  const { matrix, targets } = data;
  const scored = Array.from({ length: targets.heads }, (): Scored[] => []);
  for (const row of rows) {
    for (let head = 0; head < targets.heads; head++) {
      const value = targets.values[row * targets.heads + head];
      if (value === UNKNOWN) continue;
      let logit = (state.sourceBias[head] as number) + (targets.offsets?.[row * targets.heads + head] ?? 0);
      for (let at = matrix.offsets[row] as number; at < (matrix.offsets[row + 1] as number); at++) {
        const cell = (matrix.indices[at] as number) * targets.heads + head;
        logit += (matrix.values[at] as number) * (state.weights[cell] as number);
      }
      scored[head]?.push({ score: 1 / (1 + Math.exp(-logit)), positive: value === 1 });
    }
  }
  return scored;
}

/** Keeps a certain but wrong probability from an infinite loss. */
const LEAST_PROBABILITY = 1e-6;

/** −ln of the probability given to what was true, nats. */
export function logLoss({ score, positive }: Scored): number {
  const p = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, score));
  return -Math.log(positive ? p : 1 - p);
}

function meanLogLoss(scored: readonly Scored[]): number | null {
  return scored.length > 0 ? scored.reduce((sum, one) => sum + logLoss(one), 0) / scored.length : null;
}
