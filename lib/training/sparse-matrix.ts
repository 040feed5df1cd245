import { extractFeatures } from "#lib/scoring/index.ts";

/** Rows of features one after another: row r is `indices[offsets[r] … offsets[r + 1])` with its `values`. */
export type SparseMatrix = { offsets: Int32Array; indices: Int32Array; values: Float32Array };

/** Features of many texts in one block of memory, 8 bytes a feature. */
export function buildMatrix(texts: readonly string[]): SparseMatrix {
  const offsets = new Int32Array(texts.length + 1);
  let indices = new Int32Array(1 << 20);
  let values = new Float32Array(1 << 20);
  let used = 0;
  texts.forEach((text, row) => {
    const features = extractFeatures(text);
    if (used + features.indices.length > indices.length) {
      const capacity = Math.ceil((used + features.indices.length) * 1.3);
      const wider = new Int32Array(capacity);
      wider.set(indices);
      indices = wider;
      const widerValues = new Float32Array(capacity);
      widerValues.set(values);
      values = widerValues;
    }
    indices.set(features.indices, used);
    values.set(features.values, used);
    used += features.indices.length;
    offsets[row + 1] = used;
  });
  return { offsets, indices: indices.subarray(0, used), values: values.subarray(0, used) };
}
