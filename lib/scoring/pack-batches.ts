import type { TextFeatures } from "./text-features.ts";
import { TOKEN_SLOTS, type TokenFeatures } from "./token-features.ts";

/** What a model reads of one window of a text; `tokens` is null for models that read no order. */
export type ModelRow = { features: TextFeatures; tokens: TokenFeatures | null };
/** Cells of a padded batch: at 8 heads the widened rows take 32 bytes a cell, so 4 MiB a batch. */
const MAX_CELLS = 1 << 17;
const SMALLEST_BUCKET = 64;
/** Tokens of a padded batch: each takes 5 kB while its vectors are added up, so 40 MB a batch. */
const MAX_TOKEN_CELLS = 1 << 13;

/** Rows padded to one length; `rows[i]` is the place of the batch's row i in what was packed. */
export type Batch = {
  rows: number[];
  slots: number;
  indices: Int32Array;
  values: Float32Array;
  /** [rows, length, TOKEN_SLOTS], padded with 0; a text without tokens still has one row of padding. */
  tokens: Int32Array | null;
  length: number;
};

/**
 * Packs rows of features into padded batches of bounded memory. Rows of like length go together, and lengths are
 * rounded up to powers of two, so that a runtime sees few shapes. A row longer than a whole batch goes alone.
 */
export function* packBatches(rows: readonly ModelRow[]): Generator<Batch> {
  const order = rows.map((_, row) => row);
  order.sort((a, b) => lengthOf(rows, a) - lengthOf(rows, b));
  let from = 0;
  while (from < order.length) {
    let slots = bucketOf(lengthOf(rows, order[from] as number));
    let length = countTokens(rows, order[from] as number);
    let to = from + 1;
    while (to < order.length) {
      const wider = bucketOf(lengthOf(rows, order[to] as number));
      const longer = Math.max(length, countTokens(rows, order[to] as number));
      const count = to - from + 1;
      if (wider !== slots || count * wider > MAX_CELLS || count * longer > MAX_TOKEN_CELLS) break;
      slots = wider;
      length = longer;
      to++;
    }
    yield pack(rows, order.slice(from, to), slots, length);
    from = to;
  }
}

function lengthOf(rows: readonly ModelRow[], row: number): number {
  return rows[row]?.features.indices.length ?? 0;
}

function countTokens(rows: readonly ModelRow[], row: number): number {
  return Math.max(1, rows[row]?.tokens?.count ?? 0);
}

function bucketOf(length: number): number {
  return Math.max(SMALLEST_BUCKET, 2 ** Math.ceil(Math.log2(Math.max(1, length))));
}

function pack(from: readonly ModelRow[], rows: number[], slots: number, length: number): Batch {
  const indices = new Int32Array(rows.length * slots);
  const values = new Float32Array(rows.length * slots);
  const withTokens = rows.some((row) => from[row]?.tokens);
  const tokens = withTokens ? new Int32Array(rows.length * length * TOKEN_SLOTS) : null;
  rows.forEach((row, at) => {
    const one = from[row];
    if (!one) return;
    indices.set(one.features.indices, at * slots);
    values.set(one.features.values, at * slots);
    if (one.tokens) tokens?.set(one.tokens.ids, at * length * TOKEN_SLOTS);
  });
  return { rows, slots, indices, values, tokens, length };
}
