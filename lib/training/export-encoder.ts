import { FEATURE_VERSION, type Label, TOKEN_VERSION } from "#lib/scoring/index.ts";
import { encoderGraph } from "./encoder-graph.ts";
import type { Definition, EncoderWeights } from "./encoder-weights.ts";
import { encodeModel, FLOAT, INT8, INT32, INT64, type Operation, type Tensor } from "./onnx-messages.ts";
import type { QuantisedWeights } from "./quantise-weights.ts";

/** So many features share a cell in the linear weights of sources' definitions. */
export const SOURCE_FOLD = 4;

/** One output of the model as a weighted sum of what the parts say. */
export type Blend = {
  name: string;
  /** Factor of each input of {@link blendInputs}, by its name. */
  factors: Readonly<Record<string, number>>;
  intercept: number;
};

/** The parts of a model with an encoder. */
export type EncoderParts = {
  encoder: EncoderWeights;
  /** The shared linear heads. */
  linear: { labels: readonly Label[]; weights: QuantisedWeights };
  /** Linear heads of single sources. */
  sources: { definitions: readonly Definition[]; weights: QuantisedWeights };
};

/** The name of a source's definition of a label, as an input and as an output. */
export function definitionName({ label, source }: Definition): string {
  return `${label}/${source}`;
}

/** What can be blended, in the order of the graph's columns. */
export function blendInputs({ encoder, linear, sources }: EncoderParts): string[] {
  return [
    ...encoder.labels.map((label) => `encoder ${label}`),
    ...encoder.definitions.map((one) => `encoder ${definitionName(one)}`),
    ...linear.labels.map((label) => `linear ${label}`),
    ...sources.definitions.map((one) => `linear ${definitionName(one)}`),
  ];
}

/**
 * The whole model as an ONNX file.
 * Inputs: `indices` int32 and `values` float32 [batch, slots] as for the linear model, `tokens` int32 [batch, length,
 * TOKEN_SLOTS]; all padded with 0.
 * Outputs, float32: `probabilities` and `logits` [batch, heads], `definitions` [batch, definitions] (probabilities of
 * sources' own definitions), `embedding` [batch, width], and `parts` [batch, blendInputs], what was blended.
 */
export function exportEncoder(
  parts: EncoderParts,
  heads: readonly Blend[],
  definitions: readonly Blend[],
): Uint8Array {
  const { encoder, linear, sources } = parts;
  const graph = encoderGraph(encoder);
  const inputs = blendInputs(parts);
  const [headWeights, headBias] = blendMatrix(heads, inputs);
  const [definitionWeights, definitionBias] = blendMatrix(definitions, inputs);
  const matrix = (name: string, rows: number, columns: number, data: Float32Array): Tensor => ({
    name,
    type: FLOAT,
    shape: [rows, columns],
    data,
  });
  const vector = (name: string, data: Float32Array): Tensor => ({
    name,
    type: FLOAT,
    shape: [data.length],
    data,
  });
  const int64 = (name: string, value: bigint): Tensor => ({
    name,
    type: INT64,
    shape: [1],
    data: BigInt64Array.from([value]),
  });
  return encodeModel({
    name: "text-moderator",
    metadata: {
      heads: heads.map(({ name }) => name).join(","),
      definitions: definitions.map(({ name }) => name).join(","),
      parts: inputs.join(","),
      features: `${FEATURE_VERSION}+${TOKEN_VERSION}`,
    },
    inputs: [
      { name: "indices", type: INT32, shape: ["batch", "slots"] },
      { name: "values", type: FLOAT, shape: ["batch", "slots"] },
      graph.input,
    ],
    outputs: [
      { name: "probabilities", type: FLOAT, shape: ["batch", heads.length] },
      { name: "logits", type: FLOAT, shape: ["batch", heads.length] },
      { name: "definitions", type: FLOAT, shape: ["batch", definitions.length] },
      { name: "embedding", type: FLOAT, shape: ["batch", graph.width] },
      { name: "parts", type: FLOAT, shape: ["batch", inputs.length] },
    ],
    tensors: [
      ...graph.tensors,
      {
        name: "weights",
        type: INT8,
        shape: [linear.weights.space, linear.weights.heads],
        data: linear.weights.codes,
      },
      vector("scale", linear.weights.scales),
      {
        name: "source_weights",
        type: INT8,
        shape: [sources.weights.space, sources.weights.heads],
        data: sources.weights.codes,
      },
      vector("source_scale", sources.weights.scales),
      { name: "fold", type: INT32, shape: [1], data: Int32Array.from([SOURCE_FOLD]) },
      int64("linear_axis", 1n),
      // Not read by the graph: what a head's linear weights count for after blending, for explanations.
      vector("linear_scale", explainedScale(parts, heads)),
      matrix("head_weights", inputs.length, heads.length, headWeights),
      vector("bias", headBias),
      matrix("definition_weights", inputs.length, definitions.length, definitionWeights),
      vector("definition_bias", definitionBias),
    ],
    operations: [
      ...graph.operations,
      { type: "Unsqueeze", inputs: ["values", "linear_axis"], output: "value_rows" },
      { type: "Div", inputs: ["indices", "fold"], output: "source_indices" },
      ...linearSums("weights", "indices", "scale", "linear_logits"),
      ...linearSums("source_weights", "source_indices", "source_scale", "source_logits"),
      {
        type: "Concat",
        inputs: ["encoder_heads", "encoder_definitions", "linear_logits", "source_logits"],
        output: "parts",
        integers: { axis: 1 },
      },
      { type: "MatMul", inputs: ["parts", "head_weights"], output: "head_sums" },
      { type: "Add", inputs: ["head_sums", "bias"], output: "logits" },
      { type: "Sigmoid", inputs: ["logits"], output: "probabilities" },
      { type: "MatMul", inputs: ["parts", "definition_weights"], output: "definition_sums" },
      { type: "Add", inputs: ["definition_sums", "definition_bias"], output: "definition_logits" },
      { type: "Sigmoid", inputs: ["definition_logits"], output: "definitions" },
    ],
  });
}

/** Σ value × weight of the features of a row, per column: weights stay 8-bit, only gathered rows are widened. */
function linearSums(weights: string, indices: string, scale: string, output: string): Operation[] {
  return [
    { type: "Gather", inputs: [weights, indices], output: `${output}_codes`, integers: { axis: 0 } },
    { type: "Cast", inputs: [`${output}_codes`], output: `${output}_rows`, integers: { to: FLOAT } },
    { type: "MatMul", inputs: ["value_rows", `${output}_rows`], output: `${output}_row` },
    { type: "Squeeze", inputs: [`${output}_row`, "linear_axis"], output: `${output}_sums` },
    { type: "Mul", inputs: [`${output}_sums`, scale], output },
  ];
}

/** Per linear head, its scale times its factor in the head of the same place. */
function explainedScale({ linear }: EncoderParts, heads: readonly Blend[]): Float32Array {
  return Float32Array.from(linear.labels, (label, at) => {
    const factor = heads[at]?.factors[`linear ${label}`] ?? 0;
    return (linear.weights.scales[at] as number) * factor;
  });
}

function blendMatrix(blends: readonly Blend[], inputs: readonly string[]): [Float32Array, Float32Array] {
  const matrix = new Float32Array(inputs.length * blends.length);
  blends.forEach(({ name, factors }, column) => {
    for (const [input, factor] of Object.entries(factors)) {
      const row = inputs.indexOf(input);
      if (row < 0) throw new Error(`${name} is blended from ${input}, which is not there`);
      matrix[row * blends.length + column] = factor;
    }
  });
  return [matrix, Float32Array.from(blends, ({ intercept }) => intercept)];
}
