/**
 * The linear part of a text model: logit of head h = Σ value × codes[index, h] × scale[h] + bias[h]. A model that
 * reads more than features has as many biases as heads, of which the first `heads` have linear weights, and adds
 * what its other parts say.
 */
export type LinearWeights = { heads: number; codes: Int8Array; scale: Float32Array; bias: Float32Array };

const GRAPH = 7;
const INITIALIZER = 5;
const TENSOR_NAME = 8;
const RAW_DATA = 9;

/** The bytes of a model's constants by name, as views into the file (field numbers: onnx/onnx, onnx/onnx.proto). */
export function readTensors(file: Uint8Array): Map<string, Uint8Array> {
  const tensors = new Map<string, Uint8Array>();
  for (const graph of fieldsOf(file, GRAPH)) {
    for (const tensor of fieldsOf(graph, INITIALIZER)) {
      const [name] = fieldsOf(tensor, TENSOR_NAME);
      const [data] = fieldsOf(tensor, RAW_DATA);
      if (name && data) tensors.set(new TextDecoder().decode(name), data);
    }
  }
  return tensors;
}

/**
 * Takes the weights out of a text model's ONNX file, so that an explanation is made of the very numbers that made the
 * score.
 * @throws Error if the file is no text model of ours.
 */
export function readOnnxWeights(file: Uint8Array): LinearWeights {
  const tensors = readTensors(file);
  const weights = tensors.get("weights");
  const scale = tensors.get("linear_scale") ?? tensors.get("scale");
  const bias = tensors.get("bias");
  if (!weights || !scale || !bias) throw new Error("The ONNX file holds no weights, scale and bias");
  // Copies: typed arrays want their bytes aligned, and `slice` of a Node Buffer would not copy.
  const floats = (bytes: Uint8Array) => new Float32Array(new Uint8Array(bytes).buffer);
  return {
    heads: scale.byteLength / 4,
    codes: new Int8Array(new Uint8Array(weights).buffer),
    scale: floats(scale),
    bias: floats(bias),
  };
}

/** The length-delimited fields of a Protocol Buffers message that have this number. */
function fieldsOf(message: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = message[at++];
      if (byte === undefined) throw new Error("The ONNX file ends in the middle");
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (tag >>> 3 === wanted) found.push(message.subarray(at, at + length));
      at += length;
    } else throw new Error(`The ONNX file has an unknown wire type ${wire}`);
  }
  return found;
}
