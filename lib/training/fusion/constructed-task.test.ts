import { beforeAll, describe, expect, it } from "vitest";
import { auc } from "../metrics.ts";
import { type Random, seededRandom } from "../seeded-random.ts";
import {
  type FusionInputs,
  type FusionModel,
  type FusionShape,
  fitModality,
  runFusion,
} from "./fusion-model.ts";
import { highest, type LateFusion, runLate, trainLate } from "./late-fusion.ts";
import { type FusionExample, meanLoss, trainFusion } from "./train-fusion.ts";

/**
 * Harm 0 is there when exactly one of a trait of the text and a trait of the picture is: neither alone tells
 * anything. Harm 1 is the text's trait, harm 2 the picture's.
 */
const JOINT = 0;
const FROM_TEXT = 1;
const FROM_IMAGE = 2;
const TEXT_WIDTH = 128;
/** Of the image model's second output. */
const IMAGE_WIDTH = 1280;
/** Embeddings hold far fewer things than numbers: this many, of which one is the trait. */
const TOPICS = 12;

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Makes embeddings in which a trait is spread over all numbers, among topics that have nothing to do with it and
 * noise. `rectified` as the image model's, which end in a rectifier; else of length 1 as a text encoder's.
 */
function embedder(width: number, rectified: boolean, random: Random) {
  const directions = Array.from({ length: TOPICS }, () =>
    Float64Array.from({ length: width }, () => normal(random)),
  );
  return (trait: boolean): Float32Array => {
    const topics = directions.map((_, at) =>
      at === 0 ? (trait ? 1.6 : -1.6) + 0.5 * normal(random) : normal(random),
    );
    const values = Float32Array.from({ length: width }, (_, at) => {
      const sum = directions.reduce(
        (total, one, topic) => total + (one[at] as number) * (topics[topic] as number),
        normal(random),
      );
      return rectified ? Math.max(0, 0.3 + 0.2 * sum) : sum;
    });
    const length = rectified ? 1 : Math.hypot(...values);
    return values.map((value) => value / length);
  };
}

const random = seededRandom(17);
const embedText = embedder(TEXT_WIDTH, false, random);
const embedImage = embedder(IMAGE_WIDTH, true, random);

/** All four combinations equally often. */
function draw(count: number): FusionExample[] {
  return Array.from({ length: count }, (_, at) => {
    const text = at % 2 === 1;
    const image = at % 4 >= 2;
    return {
      inputs: [embedText(text), embedImage(image)],
      labels: Int8Array.of(Number(text !== image), Number(text), Number(image)),
    };
  });
}

const train = draw(1600);
const dev = draw(300);
const test = draw(1000);
const column = (at: number) => train.map(({ inputs }) => inputs[at] as Float32Array);
const shape: FusionShape = {
  modalities: [fitModality("text", TEXT_WIDTH, column(0)), fitModality("image", IMAGE_WIDTH, column(1))],
  projection: 16,
  hidden: [32],
  heads: 3,
};
const options = { epochs: 10, rate: 2e-3 };
const without = (at: number): FusionExample[] =>
  test.map((one) => ({ ...one, inputs: one.inputs.map((input, index) => (index === at ? null : input)) }));

function aucOf(examples: readonly FusionExample[], head: number, score: (inputs: FusionInputs) => number) {
  const scored = examples.map(({ inputs, labels }) => ({
    score: score(inputs),
    positive: labels[head] === 1,
  }));
  return auc(scored) ?? Number.NaN;
}
const fusedAuc = (model: FusionModel, examples: readonly FusionExample[], head: number) =>
  aucOf(examples, head, (inputs) => runFusion(model, [inputs])[head] as number);

/** A linear model on the scores of the modalities, trained on dev (stacking; Wolpert 1992). */
function stack(late: LateFusion): (inputs: FusionInputs) => number {
  const scores = (inputs: FusionInputs) =>
    runLate(late, inputs).map((logits) => Float32Array.of(logits[JOINT] as number));
  const rows = dev.map(({ inputs, labels }) => ({
    inputs: scores(inputs),
    labels: labels.subarray(JOINT, JOINT + 1),
  }));
  const modalities = ["text", "image"].map((name, at) =>
    fitModality(
      name,
      1,
      rows.map(({ inputs }) => inputs[at] as Float32Array),
    ),
  );
  const linear = { modalities, projection: 1, hidden: [], heads: 1 };
  const model = trainFusion(linear, rows, [], {
    epochs: 30,
    rate: 0.01,
    modalityDropout: 0,
    random: seededRandom(1),
  });
  return (inputs) => runFusion(model, [scores(inputs)])[0] as number;
}

/** Loss beyond the least there can be for who sees one modality only: of one harm all, of two nothing. */
const excess = (model: FusionModel) =>
  [0, 1].map((at) => meanLoss(model, without(at)) - 2 * Math.LN2).reduce((sum, one) => sum + one, 0);

describe("a harm that neither modality alone tells anything of", () => {
  let fused: FusionModel;
  let undropped: FusionModel;
  let late: LateFusion;
  beforeAll(() => {
    fused = trainFusion(shape, train, dev, { ...options, modalityDropout: 0.5, random: seededRandom(1) });
    undropped = trainFusion(shape, train, dev, { ...options, modalityDropout: 0, random: seededRandom(1) });
    late = trainLate(shape, train, dev, { ...options, modalityDropout: 0, random: seededRandom(1) });
  }, 120_000);

  it("stays at chance for late fusion, whatever the rule that combines the modalities", () => {
    const of = (at: number) => (inputs: FusionInputs) => runLate(late, inputs)[at]?.[JOINT] as number;
    const chance = (logit: number) => 1 / (1 + Math.exp(-logit));
    const rules: Record<string, (inputs: FusionInputs) => number> = {
      "text alone": of(0),
      "image alone": of(1),
      highest: (inputs) => highest(runLate(late, inputs), JOINT),
      sum: (inputs) => of(0)(inputs) + of(1)(inputs),
      "noisy or": (inputs) => 1 - (1 - chance(of(0)(inputs))) * (1 - chance(of(1)(inputs))),
      stacked: stack(late),
    };
    for (const [name, rule] of Object.entries(rules))
      expect(aucOf(test, JOINT, rule), name).toBeLessThanOrEqual(0.6);
  });

  it("is learnt by early fusion, from the very same examples", () => {
    expect(fusedAuc(fused, test, JOINT)).toBeGreaterThan(0.95);
  });

  it("does not show late fusion to be ill-trained: what one modality tells, it tells too", () => {
    expect(
      aucOf(test, FROM_TEXT, (inputs) => runLate(late, inputs)[0]?.[FROM_TEXT] as number),
    ).toBeGreaterThan(0.95);
    expect(
      aucOf(test, FROM_IMAGE, (inputs) => runLate(late, inputs)[1]?.[FROM_IMAGE] as number),
    ).toBeGreaterThan(0.95);
  });

  it("falls back to what the rest tells when a modality is missing", () => {
    expect(fusedAuc(fused, without(1), FROM_TEXT)).toBeGreaterThan(0.95);
    expect(fusedAuc(fused, without(0), FROM_IMAGE)).toBeGreaterThan(0.95);
    for (const at of [0, 1]) expect(Math.abs(fusedAuc(fused, without(at), JOINT) - 0.5)).toBeLessThan(0.1);
    const nothing = runFusion(fused, [[null, null]]);
    expect(nothing.every((logit) => Math.abs(logit) < Math.log(9))).toBe(true);
  });

  it("is sure of nothing it cannot see only because modalities were dropped in training", () => {
    expect(excess(fused)).toBeLessThan(0.3);
    expect(excess(undropped)).toBeGreaterThan(2 * excess(fused));
  });
});
