import { FEATURE_VERSION, type Label } from "#lib/scoring/index.ts";
import { encodeModel, FLOAT, INT8, INT32, INT64 } from "./onnx-messages.ts";
import type { QuantisedWeights } from "./quantise-weights.ts";

/** A calibrated linear model: logit = slope × (features · weights) + intercept, per head. */
export type ExportedModel = {
  heads: readonly Label[];
  weights: QuantisedWeights;
  slopes: Float32Array;
  intercepts: Float32Array;
};

/**
 * The model as an ONNX file.
 * Inputs: `indices` int32 and `values` float32, both [batch, slots], padded with index 0 and value 0.
 * Outputs: `probabilities` and the `logits` they come from, float32 [batch, heads], heads in the order given.
 * Weights stay 8-bit in the file; only the gathered rows are widened. The calibration is folded into scale and bias.
 */
export function exportOnnx({ heads, weights, slopes, intercepts }: ExportedModel): Uint8Array {
  const count = heads.length;
  const scale = weights.scales.map((value, head) => value * (slopes[head] as number));
  const axisOne = BigInt64Array.from([1n]);
  return encodeModel({
    name: "text-moderator",
    metadata: { heads: heads.join(","), features: FEATURE_VERSION },
    inputs: [
      { name: "indices", type: INT32, shape: ["batch", "slots"] },
      { name: "values", type: FLOAT, shape: ["batch", "slots"] },
    ],
    outputs: [
      { name: "probabilities", type: FLOAT, shape: ["batch", count] },
      { name: "logits", type: FLOAT, shape: ["batch", count] },
    ],
    tensors: [
      { name: "weights", type: INT8, shape: [weights.space, count], data: weights.codes },
      { name: "scale", type: FLOAT, shape: [count], data: scale },
      { name: "bias", type: FLOAT, shape: [count], data: intercepts },
      { name: "axis_one", type: INT64, shape: [1], data: axisOne },
    ],
    operations: [
      { type: "Gather", inputs: ["weights", "indices"], output: "codes", integers: { axis: 0 } },
      { type: "Cast", inputs: ["codes"], output: "rows", integers: { to: FLOAT } },
      { type: "Unsqueeze", inputs: ["values", "axis_one"], output: "value_rows" },
      { type: "MatMul", inputs: ["value_rows", "rows"], output: "sum_rows" },
      { type: "Squeeze", inputs: ["sum_rows", "axis_one"], output: "sums" },
      { type: "Mul", inputs: ["sums", "scale"], output: "scaled" },
      { type: "Add", inputs: ["scaled", "bias"], output: "logits" },
      { type: "Sigmoid", inputs: ["logits"], output: "probabilities" },
    ],
  });
}
