import { type ModelRow, packBatches } from "./pack-batches.ts";
import { extractFeatures, FEATURE_VERSION } from "./text-features.ts";
import { extractTokens, TOKEN_SLOTS, TOKEN_VERSION } from "./token-features.ts";

/** A tensor as every runtime takes it: onnxruntime in Node and in the browser, and an inference server. */
export type PlainTensor = {
  type: "int32" | "float32";
  dims: readonly number[];
  data: Int32Array | Float32Array;
};
export type NamedTensors = Record<string, PlainTensor>;
/** Rows padded to one shape; `rows[i]` is the place of the batch's row i in what was packed. */
export type InputBatch = { rows: number[]; inputs: NamedTensors };

/** How a text becomes what a model reads. */
export type TextReader = {
  /** Whether the file of a model of these features holds the weights of a linear part. */
  linear: boolean;
  extract: (text: string) => ModelRow;
  pack: (rows: readonly ModelRow[]) => Generator<InputBatch>;
};

const READERS: Readonly<Record<string, TextReader>> = {
  [FEATURE_VERSION]: {
    linear: true,
    extract: (text) => ({ features: extractFeatures(text), tokens: null }),
    pack: packRows,
  },
  [`${FEATURE_VERSION}+${TOKEN_VERSION}`]: {
    linear: true,
    extract: (text) => ({ features: extractFeatures(text), tokens: extractTokens(text) }),
    pack: packRows,
  },
};

/**
 * The reader for the features that a card names. The same code in Node and in the browser, so that both give the
 * model the same numbers.
 * @throws Error if this code does not make these features
 */
export function readerFor(features: string): TextReader {
  const reader = READERS[features];
  if (!reader)
    throw new Error(`The model reads ${features}; this code makes ${Object.keys(READERS).join(", ")}`);
  return reader;
}

function* packRows(rows: readonly ModelRow[]): Generator<InputBatch> {
  for (const { rows: places, slots, indices, values, tokens, length } of packBatches(rows)) {
    const dims = [places.length, slots];
    yield {
      rows: places,
      inputs: {
        indices: { type: "int32", dims, data: indices },
        values: { type: "float32", dims, data: values },
        ...(tokens && {
          tokens: { type: "int32", dims: [places.length, length, TOKEN_SLOTS], data: tokens },
        }),
      },
    };
  }
}
