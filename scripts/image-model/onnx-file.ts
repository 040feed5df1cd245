import {
  bytesField,
  concatenate,
  type Field,
  integerField,
  messageField,
  textField,
} from "#lib/training/protobuf-writer.ts";

/** Field numbers: onnx/onnx, onnx/onnx.proto (IR version 8, opset 13). */
const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
const ATTRIBUTE = { integer: 2, integers: 7 } as const;

export type Node = {
  type: string;
  inputs: string[];
  output: string;
  /** Attributes: a number, or a list of numbers; all of them whole. */
  attributes?: Record<string, number | number[]>;
};
export type Tensor = { name: string; shape: number[]; data: Float32Array };
export type Port = { name: string; shape: (number | string)[] };
export type OnnxGraph = { name: string; inputs: Port[]; outputs: Port[]; tensors: Tensor[]; nodes: Node[] };

/** The bytes of an ONNX file in which all is 32-bit floats. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  return concatenate([
    integerField(1, IR_VERSION),
    textField(2, "docket"),
    messageField(7, [
      ...graph.nodes.map((node) => messageField(1, encodeNode(node))),
      textField(2, graph.name),
      ...graph.tensors.map((tensor) => messageField(5, encodeTensor(tensor))),
      ...graph.inputs.map((port) => messageField(11, encodePort(port))),
      ...graph.outputs.map((port) => messageField(12, encodePort(port))),
    ]),
    messageField(8, [textField(1, ""), integerField(2, OPSET)]),
  ]);
}

function encodeNode({ type, inputs, output, attributes = {} }: Node): Field[] {
  return [
    ...inputs.map((name) => textField(1, name)),
    textField(2, output),
    textField(3, output),
    textField(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      messageField(5, [
        textField(1, name),
        ...(Array.isArray(value)
          ? [...value.map((one) => integerField(8, one)), integerField(20, ATTRIBUTE.integers)]
          : [integerField(3, value), integerField(20, ATTRIBUTE.integer)]),
      ]),
    ),
  ];
}

/** Raw data is little-endian by definition; so are the typed arrays of every machine Node runs on. */
function encodeTensor({ name, shape, data }: Tensor): Field[] {
  return [
    ...shape.map((size) => integerField(1, size)),
    integerField(2, FLOAT),
    textField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function encodePort({ name, shape }: Port): Field[] {
  const sides = shape.map((side) =>
    messageField(1, [typeof side === "number" ? integerField(1, side) : textField(2, side)]),
  );
  return [
    textField(1, name),
    messageField(2, [messageField(1, [integerField(1, FLOAT), messageField(2, sides)])]),
  ];
}
