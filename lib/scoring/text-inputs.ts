import { packBatches } from "./pack-batches.ts";
import { extractFeatures, FEATURE_VERSION, type TextFeatures } from "./text-features.ts";

/** A tensor as every runtime takes it: onnxruntime in Node and in the browser, and an inference server. */
export type PlainTensor = {
  type: "int32" | "float32";
  dims: readonly number[];
  data: Int32Array | Float32Array;
};
export type NamedTensors = Record<string, PlainTensor>;
/** Rows padded to one shape; `rows[i]` is the place of the batch's row i in what was packed. */
export type InputBatch = { rows: number[]; inputs: NamedTensors };
/** What one text gives, before it is padded with others. */
export type TextRow = TextFeatures;

/** How a text becomes what a model reads. */
export type TextReader = {
  /** Whether a model of these features has no other part than an additive one, whose weights its file holds. */
  additive: boolean;
  extract: (text: string) => TextRow;
  pack: (rows: readonly TextRow[]) => Generator<InputBatch>;
};

const READERS: Readonly<Record<string, TextReader>> = {
  [FEATURE_VERSION]: { additive: true, extract: (text) => extractFeatures(text), pack: packHashed },
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

function* packHashed(rows: readonly TextRow[]): Generator<InputBatch> {
  for (const { rows: places, slots, indices, values } of packBatches(rows)) {
    const dims = [places.length, slots];
    yield {
      rows: places,
      inputs: {
        indices: { type: "int32", dims, data: indices },
        values: { type: "float32", dims, data: values },
      },
    };
  }
}
