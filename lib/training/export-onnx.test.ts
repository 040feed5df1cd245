import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { readOnnxWeights } from "#lib/scoring/index.ts";
import { exportOnnx } from "./export-onnx.ts";
import { quantiseWeights } from "./quantise-weights.ts";
import { seededRandom } from "./seeded-random.ts";

const SPACE = 64;
const random = seededRandom(2);
const weights = Float32Array.from({ length: SPACE * 2 }, () => random() * 2 - 1);
const quantised = quantiseWeights(weights, 2, 12);
const slopes = Float32Array.from([1.5, 0.5]);
const intercepts = Float32Array.from([-1, 0.25]);
const file = exportOnnx({ heads: ["toxic", "spam"], weights: quantised, slopes, intercepts });

/** The same sums in plain JavaScript. */
function logit(indices: number[], values: number[], head: number): number {
  const sum = indices.reduce(
    (total, index, at) => total + (values[at] as number) * (quantised.codes[index * 2 + head] as number),
    0,
  );
  return sum * (quantised.scales[head] as number) * (slopes[head] as number) + (intercepts[head] as number);
}

describe("exportOnnx", () => {
  it("gives a file that computes the sums of its weights, padding left out", async () => {
    const session = await InferenceSession.create(file);
    const rows = [
      { indices: [3, 60, 7, 0], values: [0.5, 0.25, 1, 0] },
      { indices: [9, 0, 0, 0], values: [0.7, 0, 0, 0] },
    ];
    const output = await session.run({
      indices: new Tensor("int32", Int32Array.from(rows.flatMap((row) => row.indices)), [2, 4]),
      values: new Tensor("float32", Float32Array.from(rows.flatMap((row) => row.values)), [2, 4]),
    });
    const expected = rows.flatMap((row) => [0, 1].map((head) => logit(row.indices, row.values, head)));
    expected.forEach((value, at) => {
      expect(output.logits?.data[at]).toBeCloseTo(value, 5);
      expect(output.probabilities?.data[at]).toBeCloseTo(1 / (1 + Math.exp(-value)), 6);
    });
  });

  it("can be read back: the explanation's weights are the model's", () => {
    const read = readOnnxWeights(file);
    expect(read.heads).toBe(2);
    expect(read.codes).toEqual(quantised.codes);
    expect(read.bias).toEqual(intercepts);
    expect(read.scale[0]).toBeCloseTo((quantised.scales[0] as number) * 1.5, 7);
  });

  it("cannot be read from what is no model", () => {
    expect(() => readOnnxWeights(new Uint8Array([8, 1]))).toThrow("holds no weights");
    expect(() => readOnnxWeights(new Uint8Array([0x3a]))).toThrow("ends in the middle");
  });
});

describe("quantiseWeights", () => {
  it("is off by at most half a step", () => {
    for (const [at, weight] of weights.entries()) {
      const scale = quantised.scales[at % 2] as number;
      expect(Math.abs((quantised.codes[at] as number) * scale - weight)).toBeLessThanOrEqual(
        scale / 2 + 1e-7,
      );
    }
  });

  it("does not let one outlier coarsen the rest", () => {
    const many = new Float32Array(10_000).fill(0.01);
    many[0] = 1000;
    expect(quantiseWeights(many, 1, 12).scales[0]).toBeLessThan(1000 / 127);
    expect(quantiseWeights(new Float32Array(4), 1, 12).codes).toEqual(new Int8Array(4));
  });
});
