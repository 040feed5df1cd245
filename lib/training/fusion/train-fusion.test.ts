import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { focalLoss, PLAIN } from "./focal-loss.ts";
import { backward, createFusion, createTrace, fitModality, forward, layOut } from "./fusion-model.ts";
import { type FusionExample, lossOf, meanLoss, trainFusion, withGaps } from "./train-fusion.ts";

const random = seededRandom(5);
const numbers = (width: number) => Float32Array.from({ length: width }, () => random() * 4 - 1);
const examples: FusionExample[] = [
  { inputs: [numbers(5), numbers(7), numbers(3)], labels: Int8Array.from([1, 0, -1]) },
  { inputs: [null, numbers(7), null], labels: Int8Array.from([0, 1, 1]) },
  { inputs: [numbers(5), null, numbers(3)], labels: Int8Array.from([-1, 1, 0]) },
  { inputs: [null, null, null], labels: Int8Array.from([1, -1, 0]) },
];
const present = (at: number) =>
  examples.flatMap(({ inputs }) => (inputs[at] ? [inputs[at] as Float32Array] : []));
const shape = {
  modalities: [
    fitModality("text", 5, present(0)),
    fitModality("image", 7, present(1)),
    fitModality("behaviour", 3, present(2)),
  ],
  projection: 4,
  hidden: [6, 5],
  heads: 3,
};

describe("the fused model's gradient", () => {
  it.each([
    ["cross-entropy", PLAIN],
    ["focal loss", { gamma: 2, alpha: 0.25 }],
  ])("is that of finite differences in every parameter, masks included: %s", (_, focal) => {
    const model = createFusion(shape, seededRandom(9));
    const gradient = layOut(shape, new Float64Array(model.parameters.length));
    const trace = createTrace(shape);
    const slopes = new Float64Array(shape.heads);
    for (const { inputs, labels } of examples) {
      lossOf(forward(model, inputs, trace), labels, focal, slopes);
      backward(model, inputs, trace, slopes, gradient);
    }
    const step = 1e-6;
    const total = () => meanLoss(model, examples, focal) * examples.length;
    for (const [at, value] of model.parameters.entries()) {
      model.parameters[at] = value + step;
      const above = total();
      model.parameters[at] = value - step;
      const below = total();
      model.parameters[at] = value;
      expect(Math.abs((above - below) / (2 * step) - (gradient.parameters[at] as number))).toBeLessThan(1e-6);
    }
    for (const mask of gradient.masks) expect(mask.some((slope) => slope !== 0)).toBe(true);
  });
});

describe("focalLoss", () => {
  it("is cross-entropy at gamma 0", () => {
    expect(focalLoss(0.3, true, PLAIN).loss).toBeCloseTo(Math.log1p(Math.exp(-0.3)), 12);
    expect(focalLoss(0.3, false, PLAIN).loss).toBeCloseTo(Math.log1p(Math.exp(0.3)), 12);
  });

  it("makes an easy example count a hundred times less at gamma 2 and p 0.9 (Lin et al., section 3)", () => {
    const logit = Math.log(9);
    expect(
      focalLoss(logit, true, PLAIN).loss / focalLoss(logit, true, { gamma: 2, alpha: 0.5 }).loss,
    ).toBeCloseTo(100, 8);
  });

  it("stays finite where the model is wholly sure", () => {
    for (const logit of [-800, 800])
      for (const positive of [true, false]) {
        const { loss, slope } = focalLoss(logit, positive, { gamma: 2, alpha: 0.25 });
        expect(Number.isFinite(loss) && Number.isFinite(slope)).toBe(true);
      }
  });
});

describe("trainFusion", () => {
  const options = { epochs: 40, rate: 0.01, modalityDropout: 0.3 };
  const train = () => trainFusion(shape, examples, [], { ...options, random: seededRandom(3) });

  it("gives the same model for the same seed", () => {
    const model = train();
    expect(model.parameters).toEqual(train().parameters);
    const other = trainFusion(shape, examples, [], { ...options, random: seededRandom(4) });
    expect(model.parameters).not.toEqual(other.parameters);
  });

  it("lowers the loss of what it saw, and leaves a head alone of which nothing is known", () => {
    const start = createFusion(shape, seededRandom(3));
    expect(meanLoss(train(), examples)).toBeLessThan(meanLoss(start, examples) / 2);
    const silent = examples.map((one) => ({ ...one, labels: Int8Array.from([1, 0, -1]) }));
    const model = trainFusion(shape, silent, [], { ...options, random: seededRandom(3) });
    expect(model.trunk.at(-1)?.bias[2]).toBe(0);
    expect(model.trunk.at(-1)?.bias[0]).not.toBe(0);
  });

  it("tells a missing input from an average one by its learned mask, which zeros in its place cannot", () => {
    const drawn = Array.from({ length: 200 }, (_, at): FusionExample => {
      const isMissing = at % 2 === 0;
      return { inputs: [isMissing ? null : numbers(3)], labels: Int8Array.of(isMissing ? 1 : 0) };
    });
    const seen = drawn.flatMap(({ inputs }) => (inputs[0] ? [inputs[0]] : []));
    const small = { modalities: [fitModality("text", 3, seen)], projection: 4, hidden: [], heads: 1 };
    const model = trainFusion(small, drawn, [], { ...options, random: seededRandom(3) });
    const zeroed = layOut(small, model.parameters.slice());
    zeroed.masks[0]?.fill(0);
    expect(meanLoss(model, drawn)).toBeLessThan(0.1);
    expect(meanLoss(zeroed, drawn)).toBeGreaterThan(0.25);
  });

  it("keeps the epoch that is best on dev", () => {
    const flipped = examples.map((one) => ({ ...one, labels: one.labels.map((v) => (v < 0 ? v : 1 - v)) }));
    const losses: number[] = [];
    const model = trainFusion(shape, examples, flipped, { ...options, random: seededRandom(3) }, (_, loss) =>
      losses.push(loss ?? 0),
    );
    expect(meanLoss(model, flipped.flatMap(withGaps))).toBe(Math.min(...losses));
    expect(losses.at(-1)).toBeGreaterThan(Math.min(...losses));
  });
});
