import type { TextFeatures } from "./text-features.ts";

/** Cells of a padded batch: at 8 heads the widened rows take 32 bytes a cell, so 4 MiB a batch. */
const MAX_CELLS = 1 << 17;
const SMALLEST_BUCKET = 64;

/** Rows padded to one length; `rows[i]` is the place of the batch's row i in what was packed. */
export type Batch = { rows: number[]; slots: number; indices: Int32Array; values: Float32Array };

/**
 * Packs rows of features into padded batches of bounded memory. Rows of like length go together, and lengths are
 * rounded up to powers of two, so that a runtime sees few shapes. A row longer than a whole batch goes alone.
 */
export function* packBatches(features: readonly TextFeatures[]): Generator<Batch> {
  const order = features.map((_, row) => row);
  order.sort((a, b) => lengthOf(features, a) - lengthOf(features, b));
  let from = 0;
  while (from < order.length) {
    let slots = bucketOf(lengthOf(features, order[from] as number));
    let to = from + 1;
    while (to < order.length) {
      const wider = bucketOf(lengthOf(features, order[to] as number));
      if (wider !== slots || (to - from + 1) * wider > MAX_CELLS) break;
      slots = wider;
      to++;
    }
    yield pack(features, order.slice(from, to), slots);
    from = to;
  }
}

function lengthOf(features: readonly TextFeatures[], row: number): number {
  return features[row]?.indices.length ?? 0;
}

function bucketOf(length: number): number {
  return Math.max(SMALLEST_BUCKET, 2 ** Math.ceil(Math.log2(Math.max(1, length))));
}

function pack(features: readonly TextFeatures[], rows: number[], slots: number): Batch {
  const indices = new Int32Array(rows.length * slots);
  const values = new Float32Array(rows.length * slots);
  rows.forEach((row, at) => {
    const one = features[row];
    if (!one) return;
    indices.set(one.indices, at * slots);
    values.set(one.values, at * slots);
  });
  return { rows, slots, indices, values };
}
