import {
  bytesField,
  concatenate,
  type Field,
  integerField,
  messageField,
  textField,
} from "./protobuf-writer.ts";

/**
 * The messages of an ONNX model that a graph without control flow needs.
 * Field numbers: onnx/onnx, onnx/onnx.proto (IR version 8, opset 17).
 */
const IR_VERSION = 8;
const OPSET = 17;

export const FLOAT = 1;
export const INT8 = 3;
export const INT32 = 6;
export const INT64 = 7;
export const BOOL = 9;
export type ElementType = typeof FLOAT | typeof INT8 | typeof INT32 | typeof INT64;

export type Tensor = {
  name: string;
  type: ElementType;
  shape: readonly number[];
  data: Int8Array | Int32Array | BigInt64Array | Float32Array;
};
export type Operation = {
  type: string;
  inputs: readonly string[];
  output: string;
  integers?: Readonly<Record<string, number | readonly number[]>>;
};
/** A graph's input or output; a dimension is a number or a name. */
export type Port = { name: string; type: ElementType; shape: readonly (number | string)[] };
export type Graph = {
  name: string;
  inputs: readonly Port[];
  outputs: readonly Port[];
  tensors: readonly Tensor[];
  operations: readonly Operation[];
  /** Free facts about the model, readable by any ONNX runtime. */
  metadata: Readonly<Record<string, string>>;
};

const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** The bytes of an ONNX file. */
export function encodeModel(graph: Graph): Uint8Array {
  return concatenate([
    integerField(1, IR_VERSION),
    textField(2, "docket"),
    messageField(7, encodeGraph(graph)),
    messageField(8, [textField(1, ""), integerField(2, OPSET)]),
    ...Object.entries(graph.metadata).map(([key, value]) =>
      messageField(14, [textField(1, key), textField(2, value)]),
    ),
  ]);
}

function encodeGraph(graph: Graph): Field[] {
  return [
    ...graph.operations.map((operation) => messageField(1, encodeOperation(operation))),
    textField(2, graph.name),
    ...graph.tensors.map((tensor) => messageField(5, encodeTensor(tensor))),
    ...graph.inputs.map((port) => messageField(11, encodePort(port))),
    ...graph.outputs.map((port) => messageField(12, encodePort(port))),
  ];
}

function encodeOperation(operation: Operation): Field[] {
  return [
    ...operation.inputs.map((name) => textField(1, name)),
    textField(2, operation.output),
    textField(3, operation.output),
    textField(4, operation.type),
    ...Object.entries(operation.integers ?? {}).map(([name, value]) =>
      messageField(
        5,
        typeof value === "number"
          ? [textField(1, name), integerField(3, value), integerField(20, ATTRIBUTE_INT)]
          : [
              textField(1, name),
              ...value.map((one) => integerField(8, one)),
              integerField(20, ATTRIBUTE_INTS),
            ],
      ),
    ),
  ];
}

/** Raw data is little-endian by definition; so are the typed arrays of every machine Node runs on. */
function encodeTensor({ name, type, shape, data }: Tensor): Field[] {
  return [
    ...shape.map((size) => integerField(1, size)),
    integerField(2, type),
    textField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function encodePort({ name, type, shape }: Port): Field[] {
  const dimensions = shape.map((size) =>
    messageField(1, [typeof size === "number" ? integerField(1, size) : textField(2, size)]),
  );
  return [
    textField(1, name),
    messageField(2, [messageField(1, [integerField(1, type), messageField(2, dimensions)])]),
  ];
}
