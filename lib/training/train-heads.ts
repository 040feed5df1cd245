import { type Random, shuffle } from "./seeded-random.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

/** What a head is to learn: per row and head 1, 0 or UNKNOWN, laid out row by row. */
export const UNKNOWN = -1;
export type Targets = {
  heads: number;
  values: Int8Array;
  sources: Int32Array;
  /** What parts that are not trained add to the logit, row by row; nothing where not given. */
  offsets?: Float32Array;
};

export type TrainOptions = {
  epochs: number;
  /** AdaGrad step. */
  rate: number;
  /** How much an example of a source counts for a head. */
  weightOf: (source: number, head: number) => number;
  random: Random;
  /** Goes on from here, in place; without it training begins at zero. */
  from?: TrainState;
  /** Holds weights near where they were. */
  anchor?: Anchor;
  /** Called after every epoch with the weights as they are; false ends the training. */
  onEpoch?: (epoch: number, model: LinearModel) => boolean;
};

/** Weights laid out feature by feature, `heads` numbers each; one bias per source and head. */
export type LinearModel = { space: number; heads: number; weights: Float32Array; sourceBias: Float32Array };

/** All that training one more epoch needs to know: the model with AdaGrad's sums of squared gradients. */
export type TrainState = LinearModel & { squares: Float32Array; biasSquares: Float32Array };

/**
 * L2 pull towards other weights, as a proximal step after each gradient step (FOBOS; Duchi and Singer 2009):
 * w ← a + (w − a) / (1 + pull × step). A weight that no example touches stays where it is.
 */
export type Anchor = { weights: Float32Array; bias: Float32Array; pull: number };

/** A state in which nothing was learnt yet: `weights` and one bias per source and head, as given. */
export function freshState(weights: Float32Array, heads: number, sourceBias: Float32Array): TrainState {
  return {
    space: weights.length / heads,
    heads,
    weights,
    sourceBias,
    squares: new Float32Array(weights.length).fill(INITIAL_SQUARES),
    biasSquares: new Float32Array(sourceBias.length).fill(1),
  };
}

/** AdaGrad's first denominator, so that a feature's first step is not a leap. */
export const INITIAL_SQUARES = 1e-3;

/**
 * Multi-label logistic regression on sparse rows by AdaGrad (Duchi, Hazan, Singer 2011). A head is moved only by
 * rows that say something about it. Every source has its own bias per head: what is frequent in a source because
 * of how it was collected stays out of the shared weights. The same options and random source give the same model.
 */
export function trainHeads(
  matrix: SparseMatrix,
  rows: Int32Array,
  targets: Targets,
  space: number,
  options: TrainOptions,
): LinearModel {
  const { heads } = targets;
  const sourceCount = targets.sources.reduce((most, source) => Math.max(most, source + 1), 0);
  const model =
    options.from ?? freshState(new Float32Array(space * heads), heads, new Float32Array(sourceCount * heads));
  const { squares, biasSquares } = model;
  const { anchor } = options;
  const order = Int32Array.from(rows);
  const known = new Int32Array(heads);
  const slopes = new Float64Array(heads);
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    shuffle(order, options.random);
    for (const row of order) {
      const source = targets.sources[row] as number;
      let count = 0;
      for (let head = 0; head < heads; head++) {
        if (targets.values[row * heads + head] !== UNKNOWN) known[count++] = head;
      }
      const from = matrix.offsets[row] as number;
      const to = matrix.offsets[row + 1] as number;
      const { weights } = model;
      for (let k = 0; k < count; k++)
        slopes[k] =
          (model.sourceBias[source * heads + (known[k] as number)] as number) +
          (targets.offsets?.[row * heads + (known[k] as number)] ?? 0);
      for (let at = from; at < to; at++) {
        const base = (matrix.indices[at] as number) * heads;
        const value = matrix.values[at] as number;
        for (let k = 0; k < count; k++)
          slopes[k] = (slopes[k] as number) + value * (weights[base + (known[k] as number)] as number);
      }
      for (let k = 0; k < count; k++) {
        const head = known[k] as number;
        const p = 1 / (1 + Math.exp(-(slopes[k] as number)));
        const slope = (p - (targets.values[row * heads + head] as number)) * options.weightOf(source, head);
        slopes[k] = slope;
        const cell = source * heads + head;
        biasSquares[cell] = (biasSquares[cell] as number) + slope * slope;
        const step = options.rate / Math.sqrt(biasSquares[cell] as number);
        const moved = (model.sourceBias[cell] as number) - step * slope;
        model.sourceBias[cell] = anchor
          ? pulled(moved, anchor.bias[cell] as number, anchor.pull * step)
          : moved;
      }
      for (let at = from; at < to; at++) {
        const base = (matrix.indices[at] as number) * heads;
        const value = matrix.values[at] as number;
        for (let k = 0; k < count; k++) {
          const cell = base + (known[k] as number);
          const gradient = (slopes[k] as number) * value;
          const sum = (squares[cell] as number) + gradient * gradient;
          squares[cell] = sum;
          const step = options.rate / Math.sqrt(sum);
          const moved = (weights[cell] as number) - step * gradient;
          weights[cell] = anchor ? pulled(moved, anchor.weights[cell] as number, anchor.pull * step) : moved;
        }
      }
    }
    if (options.onEpoch && !options.onEpoch(epoch, model)) break;
  }
  return model;
}

function pulled(weight: number, towards: number, strength: number): number {
  return towards + (weight - towards) / (1 + strength);
}

/** The logit of one row for every head, without any source's bias. */
export function logitsOf(model: LinearModel, matrix: SparseMatrix, row: number): Float64Array {
  const logits = new Float64Array(model.heads);
  for (let at = matrix.offsets[row] as number; at < (matrix.offsets[row + 1] as number); at++) {
    const base = (matrix.indices[at] as number) * model.heads;
    const value = matrix.values[at] as number;
    for (let head = 0; head < model.heads; head++) {
      logits[head] = (logits[head] as number) + value * (model.weights[base + head] as number);
    }
  }
  return logits;
}
