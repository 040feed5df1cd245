import { TOKEN_SLOTS } from "#lib/scoring/index.ts";
import type { EncoderWeights } from "./encoder-weights.ts";
import { BOOL, FLOAT, INT8, INT32, INT64, type Operation, type Port, type Tensor } from "./onnx-messages.ts";
import { quantiseWeights } from "./quantise-weights.ts";

/** Vectors beyond this many standard deviations are cut there: steps stay fine for the many. */
const CLIP_DEVIATIONS = 8;
/** Added to what must not be chosen. */
const FAR_BELOW = 1e4;
const END = BigInt(Number.MAX_SAFE_INTEGER);

/** The encoder's part of a graph: from `tokens` to `embedding`, `encoder_heads` and `encoder_definitions`. */
export type EncoderGraph = {
  input: Port;
  tensors: Tensor[];
  operations: Operation[];
  /** Width of the embedding. */
  width: number;
};

/**
 * The encoder as ONNX operations, the same sums as encoder.py: subword vectors added up per token (8 bits, one scale
 * a dimension), gated dilated convolutions written as products with the neighbours side by side, attention and
 * maximum over the tokens, a trunk, two sets of heads. Rows of 0 in `tokens` are padding and change nothing.
 */
export function encoderGraph(weights: EncoderWeights): EncoderGraph {
  const tensors: Tensor[] = [];
  const operations: Operation[] = [];
  const trained = (name: string) => {
    const found = weights.tensors.get(name);
    if (!found) throw new Error(`The encoder has no ${name}`);
    return found;
  };
  const constant = (name: string, shape: number[], data: Float32Array) => {
    tensors.push({ name, type: FLOAT, shape, data });
    return name;
  };
  const whole = (name: string, ...values: (number | bigint)[]) => {
    tensors.push({ name, type: INT64, shape: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  };
  const apply = (
    type: string,
    inputs: string[],
    output: string,
    integers?: Readonly<Record<string, number | readonly number[]>>,
  ) => {
    operations.push({ type, inputs, output, ...(integers ? { integers } : {}) });
    return output;
  };
  const weight = (name: string) => {
    const { shape, data } = trained(name);
    return constant(name, shape, data);
  };
  const linear = (input: string, name: string, output: string) => {
    const product = apply("MatMul", [input, weight(`${name}.weight`)], `${output}_product`);
    return apply("Add", [product, weight(`${name}.bias`)], output);
  };
  const normalise = (input: string, name: string, output: string) =>
    apply("LayerNormalization", [input, weight(`${name}.weight`), weight(`${name}.bias`)], output);

  const vectors = trained("vectors.weight");
  const size = vectors.shape[1] as number;
  const { codes, scales } = quantiseWeights(vectors.data, size, CLIP_DEVIATIONS);
  tensors.push({ name: "vectors", type: INT8, shape: vectors.shape, data: codes });
  constant("vector_scale", [size], scales);
  whole("axis_1", 1);
  whole("axis_2", 2);
  whole("place_0", 0);
  whole("place_1", 1);
  apply("Slice", ["tokens", "place_0", "place_1", "axis_2"], "first_slot");
  apply("Cast", ["first_slot"], "is_token", { to: BOOL });
  apply("Cast", ["is_token"], "mask", { to: FLOAT });
  apply("Gather", ["vectors", "tokens"], "token_codes", { axis: 0 });
  apply("Cast", ["token_codes"], "token_numbers", { to: FLOAT });
  apply("ReduceSum", ["token_numbers", "axis_2"], "token_sums", { keepdims: 0 });
  apply("Mul", ["token_sums", "vector_scale"], "token_vectors");
  normalise("token_vectors", "first_norm", "token_normal");
  linear("token_normal", "first", "token_states");
  let state = apply("Mul", ["token_states", "mask"], "state_0");
  weights.steps.forEach((step, block) => {
    state = addBlock(state, step, block);
  });
  const last = normalise(state, "last_norm", "states");
  constant("one", [1], Float32Array.from([1]));
  constant("far_below", [1], Float32Array.from([FAR_BELOW]));
  apply("Sub", ["mask", "one"], "padding");
  apply("Mul", ["padding", "far_below"], "hidden");
  linear(last, "queries", "scores");
  apply("Add", ["scores", "hidden"], "open_scores");
  apply("Softmax", ["open_scores"], "attention", { axis: 1 });
  apply("Transpose", ["attention"], "attention_rows", { perm: [0, 2, 1] });
  apply("MatMul", ["attention_rows", last], "attended");
  whole("flat", 0, -1);
  apply("Reshape", ["attended", "flat"], "attended_flat");
  apply("Add", [last, "hidden"], "open_states");
  apply("ReduceMax", ["open_states"], "largest", { axes: [1], keepdims: 0 });
  apply("Concat", ["attended_flat", "largest"], "pooled_tokens", { axis: 1 });
  // A text without a token has nothing to pool.
  apply("ReduceMax", ["mask"], "has_tokens", { axes: [1], keepdims: 0 });
  apply("Mul", ["pooled_tokens", "has_tokens"], "pooled");
  linear("pooled", "trunk", "trunk_sums");
  apply("Relu", ["trunk_sums"], "embedding");
  linear("embedding", "heads", "encoder_heads");
  linear("embedding", "definition_heads", "encoder_definitions");
  return {
    input: { name: "tokens", type: INT32, shape: ["batch", "length", TOKEN_SLOTS] },
    tensors,
    operations,
    width: trained("trunk.bias").shape[0] as number,
  };

  function addBlock(input: string, step: number, block: number): string {
    const at = (name: string) => `block_${block}_${name}`;
    normalise(input, `blocks.${block}.norm`, at("normal"));
    apply("Mul", [at("normal"), "mask"], at("open"));
    apply("Pad", [at("open"), whole(at("pads"), 0, step, 0, 0, step, 0)], at("padded"));
    const before = [whole(at("from_0"), 0), whole(at("to_0"), -2 * step), "axis_1"];
    const after = [whole(at("from_1"), 2 * step), whole(at("to_1"), END), "axis_1"];
    apply("Slice", [at("padded"), ...before], at("before"));
    apply("Slice", [at("padded"), ...after], at("after"));
    apply("Concat", [at("before"), at("open"), at("after")], at("around"), { axis: 2 });
    // Value and gate lie side by side in one matrix; apart they need no slicing.
    const { shape, data } = trained(`blocks.${block}.mix.weight`);
    const bias = trained(`blocks.${block}.mix.bias`).data;
    const [rows, columns] = shape as [number, number];
    const half = columns / 2;
    for (const [part, offset] of [
      ["value", 0],
      ["gate", half],
    ] as const) {
      const matrix = new Float32Array(rows * half);
      for (let row = 0; row < rows; row++) {
        matrix.set(data.subarray(row * columns + offset, row * columns + offset + half), row * half);
      }
      const name = constant(at(`${part}_weight`), [rows, half], matrix);
      apply("MatMul", [at("around"), name], at(`${part}_product`));
      const shift = constant(at(`${part}_bias`), [half], bias.slice(offset, offset + half));
      apply("Add", [at(`${part}_product`), shift], at(part));
    }
    apply("Sigmoid", [at("gate")], at("open_gate"));
    apply("Mul", [at("value"), at("open_gate")], at("change"));
    return apply("Add", [input, at("change")], at("out"));
  }
}
