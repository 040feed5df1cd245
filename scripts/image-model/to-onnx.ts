import { encodeOnnx, type Node, type Tensor } from "./onnx-file.ts";
import type { Layer, Weights } from "./read-nsfwjs.ts";

const SIDE = 224;
const CLASSES = 5;
const EMBEDDING = 1280;

/**
 * A Keras MobileNet as an ONNX file.
 * Input: `pixels`, float32 [batch, 224, 224, 3], RGB in [0, 1]. Outputs: `probabilities` [batch, 5] and the
 * `embedding` [batch, 1280] they are made of. Batch normalisation is folded into the convolution before it.
 * @throws Error on a layer that such a network does not have
 */
export function toOnnx(layers: Layer[], weights: Weights): Uint8Array {
  const graph = new Converter(weights);
  for (const layer of layers) graph.add(layer);
  return encodeOnnx({
    name: "image-moderator",
    inputs: [{ name: "pixels", shape: ["batch", SIDE, SIDE, 3] }],
    outputs: [
      { name: "probabilities", shape: ["batch", CLASSES] },
      { name: "embedding", shape: ["batch", EMBEDDING] },
    ],
    tensors: graph.tensors,
    nodes: graph.finish(),
  });
}

class Converter {
  readonly tensors: Tensor[] = [];
  private readonly nodes: Node[] = [];
  private readonly weights: Weights;
  /** Layer → the value that holds its output; padding and dropout pass on what they got. */
  private readonly values = new Map<string, string>();
  private readonly pads = new Map<string, number[]>();
  private last = "";

  constructor(weights: Weights) {
    this.weights = weights;
  }

  add(layer: Layer): void {
    const [input = ""] = this.inputsOf(layer);
    this.last = this.convert(layer, input);
    this.values.set(layer.name, this.last);
  }

  finish(): Node[] {
    this.nodes.push({ type: "Identity", inputs: [this.last], output: "probabilities" });
    return this.nodes;
  }

  private convert(layer: Layer, input: string): string {
    const { name, config } = layer;
    switch (layer.class_name) {
      case "InputLayer":
        return this.node("Transpose", ["pixels"], name, { perm: [0, 3, 1, 2] });
      case "ZeroPadding2D": {
        const [[top = 0, bottom = 0] = [], [left = 0, right = 0] = []] = Array.isArray(config.padding)
          ? config.padding
          : [];
        this.pads.set(name, [top, left, bottom, right]);
        return input;
      }
      case "Dropout":
        return input;
      case "Conv2D":
      case "DepthwiseConv2D":
        return this.convolution(layer, input);
      case "BatchNormalization":
        return this.normalisation(layer, input);
      case "ReLU":
        this.constant("zero", [], [0]);
        this.constant("six", [], [config.max_value ?? Number.POSITIVE_INFINITY]);
        return this.node("Clip", [input, "zero", "six"], name);
      case "Add":
        return this.node("Add", this.inputsOf(layer), name);
      case "AveragePooling2D":
        return this.node("AveragePool", [input], name, {
          kernel_shape: [...(config.pool_size ?? [])],
          strides: [...(config.strides ?? [])],
        });
      case "Flatten":
        return this.node("Flatten", [input], "embedding", { axis: 1 });
      case "Dense":
        return this.dense(layer, input);
      default:
        throw new Error(`${name} is a ${layer.class_name}, which is not known here`);
    }
  }

  /** Its kernel waits for the normalisation that follows. */
  private convolution({ name, class_name, config, inbound_nodes }: Layer, input: string): string {
    const depthwise = class_name === "DepthwiseConv2D";
    const { shape, data } = this.weight(`${name}/${depthwise ? "depthwise_kernel" : "kernel"}`);
    const [height = 1, width = 1, from = 1, to = 1] = shape;
    // Keras keeps [height, width, in, out]; ONNX wants [out, in, height, width], a depthwise one [channel, 1, …].
    const out = depthwise ? from : to;
    const inner = depthwise ? 1 : from;
    const kernel = new Float32Array(data.length);
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++)
        for (let i = 0; i < from; i++)
          for (let o = 0; o < to; o++) {
            const target = depthwise ? i * height * width : (o * inner + i) * height * width;
            kernel[target + h * width + w] = data[((h * width + w) * from + i) * to + o] as number;
          }
    this.tensors.push({ name: `${name}/kernel`, shape: [out, inner, height, width], data: kernel });
    const half = config.padding === "same" ? [(height - 1) / 2, (width - 1) / 2] : [0, 0];
    const padded = this.pads.get(inbound_nodes[0]?.[0]?.[0] ?? "");
    return this.node("Conv", [input, `${name}/kernel`], name, {
      strides: [...(config.strides ?? [1, 1])],
      pads: padded ?? [...half, ...half],
      group: depthwise ? from : 1,
    });
  }

  private normalisation({ name, config }: Layer, input: string): string {
    const conv = this.nodes.at(-1);
    const kernel = this.tensors.at(-1);
    if (conv?.type !== "Conv" || conv.output !== input || !kernel)
      throw new Error(`${name} does not follow a convolution`);
    const part = (which: string) => this.weight(`${name}/${which}`).data;
    const [gamma, beta, mean, variance] = [
      part("gamma"),
      part("beta"),
      part("moving_mean"),
      part("moving_variance"),
    ];
    const scale = gamma.map((value, at) => value / Math.sqrt((variance[at] ?? 0) + (config.epsilon ?? 0)));
    const size = kernel.data.length / scale.length;
    kernel.data.forEach((value, at) => {
      kernel.data[at] = value * (scale[Math.floor(at / size)] ?? 0);
    });
    const bias = beta.map((value, at) => value - (mean[at] ?? 0) * (scale[at] ?? 0));
    this.tensors.push({ name: `${conv.output}/bias`, shape: [bias.length], data: bias });
    conv.inputs.push(`${conv.output}/bias`);
    return input;
  }

  private dense({ name, config }: Layer, input: string): string {
    const kernel = this.weight(`${name}/kernel`);
    const bias = this.weight(`${name}/bias`);
    this.tensors.push({ name: `${name}/kernel`, ...kernel }, { name: `${name}/bias`, ...bias });
    const sums = this.node("Gemm", [input, `${name}/kernel`, `${name}/bias`], `${name}/sums`);
    if (config.activation === "relu") return this.node("Relu", [sums], name);
    if (config.activation === "softmax") return this.node("Softmax", [sums], name, { axis: 1 });
    throw new Error(`${name} has the activation ${config.activation}, which is not known here`);
  }

  private node(type: string, inputs: string[], output: string, attributes: Node["attributes"] = {}): string {
    this.nodes.push({ type, inputs, output, attributes });
    return output;
  }

  private constant(name: string, shape: number[], values: number[]): void {
    if (!this.tensors.some((tensor) => tensor.name === name))
      this.tensors.unshift({ name, shape, data: Float32Array.from(values) });
  }

  private weight(name: string): { shape: number[]; data: Float32Array } {
    const found = this.weights.get(name);
    if (!found) throw new Error(`There are no weights ${name}`);
    return found;
  }

  private inputsOf({ inbound_nodes }: Layer): string[] {
    return (inbound_nodes[0] ?? []).map(([name]) => this.values.get(name) ?? "");
  }
}
