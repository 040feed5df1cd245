import { type ModelRow, readTensors } from "#lib/scoring/index.ts";
import { TOKEN_SLOTS } from "#lib/scoring/token-features.ts";
import type { Limits } from "./provider-limits.ts";

/** The least that scoring some posts takes: float operations, and bytes of memory read. */
export type Work = { flops: number; bytes: number };

const FLOAT_BYTES = 4;
/** An index and a value of a linear feature, and a number of a token. */
const FEATURE_BYTES = 8;
const NUMBER_BYTES = 4;
/** Constants of the graph that lib/training/encoder-graph.ts and export-encoder.ts write, by what they multiply. */
const OF_TOKENS = /^(first|queries)\.weight$|^block_\d+_(value|gate)_weight$/;
const OF_POSTS = /^(trunk|heads|definition_heads)\.weight$|^(head|definition)_weights$/;

/**
 * Counts by the model's own file what a row needs: products and sums of its tokens and of the post, the rows of the
 * 8-bit tables that it names, and its own numbers. Padding, and what is written in between, is not needed.
 */
export function workCounter(file: Uint8Array): (rows: readonly ModelRow[]) => Work {
  const tensors = readTensors(file);
  const bytes = (name: string) => tensors.get(name)?.byteLength ?? 0;
  const floats = (pattern: RegExp) =>
    [...tensors].reduce((sum, [name, data]) => sum + (pattern.test(name) ? data.byteLength : 0), 0) /
    FLOAT_BYTES;
  const vector = bytes("vector_scale") / FLOAT_BYTES;
  const linear = (bytes("scale") + bytes("source_scale")) / FLOAT_BYTES;
  const [tokenFloats, postFloats] = [floats(OF_TOKENS), floats(OF_POSTS)];
  return (rows) => {
    // Matrices are read once for a batch.
    const work: Work = { flops: 0, bytes: (tokenFloats + postFloats) * FLOAT_BYTES };
    for (const { features, tokens } of rows) {
      const numbers = tokens ? tokens.ids.reduce((sum, id) => sum + (id === 0 ? 0 : 1), 0) : 0;
      const count = tokens ? tokens.ids.length / TOKEN_SLOTS : 0;
      work.flops +=
        numbers * vector + 2 * count * tokenFloats + 2 * postFloats + 2 * features.indices.length * linear;
      work.bytes += numbers * (NUMBER_BYTES + vector) + features.indices.length * (FEATURE_BYTES + linear);
    }
    return work;
  };
}

/** The share of the machine's limit: the least seconds that some work can take, of those it took. */
export function shareOfLimit(work: Work, seconds: number, limits: Limits): number {
  return Math.max(work.flops / limits.flopsPerSecond, work.bytes / limits.bytesPerSecond) / seconds;
}
