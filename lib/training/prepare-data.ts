import type { Label } from "#lib/scoring/index.ts";
import { findNearDuplicates } from "./near-duplicates.ts";
import type { Example } from "./read-examples.ts";
import { buildMatrix, type SparseMatrix } from "./sparse-matrix.ts";
import { type Targets, UNKNOWN } from "./train-heads.ts";

/** Everything training and measuring reads: rows of `matrix` and `targets` stand in the order of `examples`. */
export type Prepared = {
  examples: Example[];
  sources: string[];
  heads: readonly Label[];
  matrix: SparseMatrix;
  targets: Targets;
  /** Examples left out, by source. */
  dropped: Map<string, number>;
};

/** What {@link leaveOutDuplicates} keeps, and how many it left out by source. */
export type Deduplicated = { examples: Example[]; dropped: Map<string, number> };

/**
 * Leaves out of training what is a near-duplicate of a dev or test example, and out of dev what is one of a test
 * example (invariant 11).
 */
export function leaveOutDuplicates(all: readonly Example[]): Deduplicated {
  const textsOf = (examples: readonly Example[]) => examples.map((example) => example.text);
  const train = all.filter((example) => example.split === "train");
  const dev = all.filter((example) => example.split === "dev");
  const test = all.filter((example) => example.split === "test");
  const inTrain = findNearDuplicates(textsOf(train), textsOf([...dev, ...test]));
  const inDev = findNearDuplicates(textsOf(dev), textsOf(test));
  const dropped = new Map<string, number>();
  const keep = (duplicates: boolean[]) => (example: Example, at: number) => {
    if (duplicates[at]) dropped.set(example.source, (dropped.get(example.source) ?? 0) + 1);
    return !duplicates[at];
  };
  return { examples: [...train.filter(keep(inTrain)), ...dev.filter(keep(inDev)), ...test], dropped };
}

/** Examples without near-duplicates across splits, their features and targets. */
export function prepareData(all: readonly Example[], heads: readonly Label[]): Prepared {
  const { examples, dropped } = leaveOutDuplicates(all);
  const sources = [...new Set(examples.map((example) => example.source))].sort();
  return {
    examples,
    sources,
    heads,
    matrix: buildMatrix(examples.map((example) => example.text)),
    targets: buildTargets(examples, sources, heads),
    dropped,
  };
}

function buildTargets(
  examples: readonly Example[],
  sources: readonly string[],
  heads: readonly Label[],
): Targets {
  const values = new Int8Array(examples.length * heads.length).fill(UNKNOWN);
  const number = new Map(sources.map((source, at) => [source, at]));
  examples.forEach((example, row) => {
    heads.forEach((label, head) => {
      const value = example.labels[label];
      if (value !== undefined) values[row * heads.length + head] = value;
    });
  });
  return {
    heads: heads.length,
    values,
    sources: Int32Array.from(examples, (example) => number.get(example.source) ?? 0),
  };
}
