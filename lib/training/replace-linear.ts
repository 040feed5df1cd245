import { readTensors } from "#lib/scoring/index.ts";
import type { QuantisedWeights } from "./quantise-weights.ts";

/** What a training gives for the heads with linear weights, the first ones of the model. */
export type TunedLinear = QuantisedWeights & {
  /** Factor of the whole logit of each head, from calibrating anew; 1 leaves it. */
  slopes: readonly number[];
  /** Of a model with a linear part alone, its bias; of others, what is added to theirs. Calibrated already. */
  biases: readonly number[];
};

/**
 * The same ONNX file with other linear weights: the new numbers have the old ones' size and are written over them, so
 * every other part of the model stays bit for bit.
 * @param file a text model of one linear part (exportOnnx), or of an encoder blended with one (exportEncoder)
 * @throws Error if the file is neither
 */
export function replaceLinear(file: Uint8Array, tuned: TunedLinear): Uint8Array {
  const copy = new Uint8Array(file);
  const tensors = readTensors(copy);
  const floats = (name: string): Float32Array => {
    const bytes = tensors.get(name);
    if (!bytes) throw new Error(`The ONNX file holds no ${name}`);
    return new Float32Array(new Uint8Array(bytes).buffer);
  };
  const write = (name: string, data: Float32Array | Int8Array) => {
    const bytes = tensors.get(name);
    if (bytes?.byteLength !== data.byteLength) throw new Error(`${name} has another size`);
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  };
  write("weights", tuned.codes);
  const scaled = tuned.scales.map((scale, head) => scale * (tuned.slopes[head] as number));
  const bias = floats("bias");
  if (!tensors.has("linear_scale")) {
    write("scale", scaled);
    write("bias", Float32Array.from(tuned.biases));
    return copy;
  }
  // scale × factor is what a linear weight counts for; the factor stays, so the scale takes the change.
  const [before, effective] = [floats("scale"), floats("linear_scale")];
  write(
    "scale",
    tuned.scales.map((scale, head) => {
      const factor = (effective[head] as number) / (before[head] as number);
      return factor === 0 ? (before[head] as number) : scale / factor;
    }),
  );
  write("linear_scale", scaled);
  const matrix = floats("head_weights");
  const heads = bias.length;
  tuned.slopes.forEach((slope, head) => {
    for (let at = head; at < matrix.length; at += heads) matrix[at] = (matrix[at] as number) * slope;
    bias[head] = (bias[head] as number) * slope + (tuned.biases[head] as number);
  });
  write("head_weights", matrix);
  write("bias", bias);
  return copy;
}
