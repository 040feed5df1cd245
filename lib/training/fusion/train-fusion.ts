import { type Random, shuffle } from "../seeded-random.ts";
import { UNKNOWN } from "../train-heads.ts";
import { type Focal, focalLoss, PLAIN } from "./focal-loss.ts";
import {
  backward,
  createFusion,
  createTrace,
  type FusionInputs,
  type FusionModel,
  type FusionShape,
  forward,
  layOut,
} from "./fusion-model.ts";

/** An example with, per head, 1, 0 or UNKNOWN. */
export type FusionExample = { inputs: FusionInputs; labels: Int8Array };

export type FusionOptions = {
  epochs: number;
  /** Adam's step. */
  rate: number;
  /** Chance that a present modality is taken away from an example of a batch. */
  modalityDropout: number;
  focal?: Focal;
  random: Random;
};

const BATCH = 32;
/** Kingma and Ba 2015. */
const FIRST_MOMENT = 0.9;
const SECOND_MOMENT = 0.999;
const EPSILON = 1e-8;
/** Decoupled pull to zero (AdamW; Loshchilov and Hutter 2019), per step and unit of rate. */
const WEIGHT_DECAY = 0.01;

/**
 * Trains trunk, projections, masks and heads together, and keeps the epoch with the least loss on `dev` (the last
 * one without dev examples); with modality dropout, on `dev` as it is and with each modality withheld. A head is moved only by examples that say something about it. A modality that is
 * missing, or taken away for the moment, is replaced by its mask, which so learns to stand in (ModDrop; Neverova et
 * al. 2016). The same options and random source give the same model.
 */
export function trainFusion(
  shape: FusionShape,
  train: readonly FusionExample[],
  dev: readonly FusionExample[],
  options: FusionOptions,
  report: (epoch: number, devLoss: number | null) => void = () => {},
): FusionModel {
  const epochs = fusionEpochs(shape, train, dev, options);
  for (;;) {
    const { done, value } = epochs.next();
    if (done) return value;
    report(value.epoch, value.devLoss);
  }
}

/** One epoch that has ended; the model as it is then, which the next epoch goes on with. */
export type FusionEpoch = { epoch: number; devLoss: number | null; model: FusionModel };

/** The same training epoch by epoch, so that others may work, or end it, in between. @returns the best epoch's model */
export function* fusionEpochs(
  shape: FusionShape,
  train: readonly FusionExample[],
  dev: readonly FusionExample[],
  options: FusionOptions,
): Generator<FusionEpoch, FusionModel> {
  const model = createFusion(shape, options.random);
  const gradient = layOut(shape, new Float64Array(model.parameters.length));
  const step = adam(model.parameters, gradient.parameters, options.rate);
  const trace = createTrace(shape);
  const slopes = new Float64Array(shape.heads);
  const order = Int32Array.from(train.keys());
  const judged = options.modalityDropout > 0 ? dev.flatMap(withGaps) : dev;
  let best: { loss: number; parameters: Float64Array } | null = null;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    shuffle(order, options.random);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.subarray(from, from + BATCH);
      for (const row of batch) {
        const { inputs, labels } = train[row] as FusionExample;
        const kept = dropModalities(inputs, options.modalityDropout, options.random);
        const logits = forward(model, kept, trace);
        lossOf(logits, labels, options.focal, slopes);
        for (let head = 0; head < slopes.length; head++)
          slopes[head] = (slopes[head] as number) / batch.length;
        backward(model, kept, trace, slopes, gradient);
      }
      step();
      gradient.parameters.fill(0);
    }
    const loss = judged.length > 0 ? meanLoss(model, judged, options.focal) : null;
    if (loss !== null && loss < (best?.loss ?? Number.POSITIVE_INFINITY))
      best = { loss, parameters: model.parameters.slice() };
    yield { epoch, devLoss: loss, model };
  }
  if (best) model.parameters.set(best.parameters);
  return model;
}

/** An example as it is, and once without each of its modalities: an epoch is good only if it bears gaps too. */
export function withGaps(example: FusionExample): FusionExample[] {
  const { inputs, labels } = example;
  const present = [...inputs.keys()].filter((at) => inputs[at]);
  if (present.length < 2) return [example];
  const gaps = present.map((gap) => ({
    inputs: inputs.map((input, at) => (at === gap ? null : input)),
    labels,
  }));
  return [example, ...gaps];
}

/** Takes modalities away by chance, never the last one. */
function dropModalities(inputs: FusionInputs, chance: number, random: Random): FusionInputs {
  if (chance === 0) return inputs;
  const kept = inputs.map((input) => (input && random() < chance ? null : input));
  if (kept.some((input) => input !== null)) return kept;
  const present = [...inputs.keys()].filter((at) => inputs[at]);
  const spared = present[Math.floor(random() * present.length)];
  return inputs.map((input, at) => (at === spared ? input : null));
}

/** The summed loss of one example over the heads that are known of, and d loss / d logit into `slopes`. */
export function lossOf(
  logits: Float64Array,
  labels: Int8Array,
  focal: Focal = PLAIN,
  slopes = new Float64Array(logits.length),
): number {
  let sum = 0;
  for (let head = 0; head < logits.length; head++) {
    const label = labels[head] as number;
    if (label === UNKNOWN) {
      slopes[head] = 0;
      continue;
    }
    const { loss, slope } = focalLoss(logits[head] as number, label === 1, focal);
    slopes[head] = slope;
    sum += loss;
  }
  return sum;
}

/** Mean over examples of {@link lossOf}. */
export function meanLoss(model: FusionModel, examples: readonly FusionExample[], focal?: Focal): number {
  const trace = createTrace(model.shape);
  const sum = examples.reduce(
    (total, { inputs, labels }) => total + lossOf(forward(model, inputs, trace), labels, focal),
    0,
  );
  return sum / examples.length;
}

/** One step of Adam with decoupled decay, each time it is called. */
function adam(parameters: Float64Array, gradient: Float64Array, rate: number): () => void {
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  let steps = 0;
  return () => {
    steps++;
    const firstBias = 1 - FIRST_MOMENT ** steps;
    const secondBias = 1 - SECOND_MOMENT ** steps;
    for (let at = 0; at < parameters.length; at++) {
      const slope = gradient[at] as number;
      const mean = FIRST_MOMENT * (first[at] as number) + (1 - FIRST_MOMENT) * slope;
      const square = SECOND_MOMENT * (second[at] as number) + (1 - SECOND_MOMENT) * slope * slope;
      first[at] = mean;
      second[at] = square;
      const value = parameters[at] as number;
      const move = mean / firstBias / (Math.sqrt(square / secondBias) + EPSILON);
      parameters[at] = value - rate * (move + WEIGHT_DECAY * value);
    }
  };
}
