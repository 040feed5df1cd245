import { describe, expect, it } from "vitest";
import { auc } from "./metrics.ts";
import { seededRandom } from "./seeded-random.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { logitsOf, type Targets, trainHeads, UNKNOWN } from "./train-heads.ts";

const SPACE = 50;
const ROWS = 600;

/** Rows of five random features of 50; the truth of a row is whether it has more features below 25 than above. */
function toy(seed: number): { matrix: SparseMatrix; truth: (0 | 1)[] } {
  const random = seededRandom(seed);
  const indices = Int32Array.from({ length: ROWS * 5 }, () => Math.floor(random() * SPACE));
  const truth = Array.from({ length: ROWS }, (_, row): 0 | 1 => {
    const low = indices.subarray(row * 5, row * 5 + 5).filter((index) => index < SPACE / 2).length;
    return low > 2 ? 1 : 0;
  });
  const offsets = Int32Array.from({ length: ROWS + 1 }, (_, row) => row * 5);
  return { matrix: { offsets, indices, values: new Float32Array(indices.length).fill(0.45) }, truth };
}

function train(matrix: SparseMatrix, values: (row: number) => number[], seed = 1, sources = 1) {
  const heads = values(0).length;
  const targets: Targets = {
    heads,
    values: Int8Array.from(Array.from({ length: ROWS }, (_, row) => values(row)).flat()),
    sources: Int32Array.from({ length: ROWS }, (_, row) => row % sources),
  };
  const rows = Int32Array.from({ length: ROWS / 2 }, (_, row) => row);
  const options = { epochs: 5, rate: 0.3, weightOf: () => 1, random: seededRandom(seed) };
  return trainHeads(matrix, rows, targets, SPACE, options);
}

/** AUC on the half that was not trained on. */
function heldOutAuc(
  model: ReturnType<typeof train>,
  matrix: SparseMatrix,
  truth: (0 | 1)[],
  head = 0,
): number {
  const rows = Array.from({ length: ROWS / 2 }, (_, row) => row + ROWS / 2);
  const scored = rows.map((row) => ({
    score: logitsOf(model, matrix, row)[head] as number,
    positive: truth[row] === 1,
  }));
  return auc(scored) ?? 0;
}

describe("trainHeads", () => {
  it("learns what can be learnt", () => {
    const { matrix, truth } = toy(1);
    expect(
      heldOutAuc(
        train(matrix, (row) => [truth[row] as number]),
        matrix,
        truth,
      ),
    ).toBeGreaterThan(0.97);
  });

  it("learns nothing from shuffled labels", () => {
    const { matrix, truth } = toy(1);
    const random = seededRandom(9);
    const coin = truth.map(() => (random() < 0.5 ? 1 : 0));
    const score = heldOutAuc(
      train(matrix, (row) => [coin[row] as number]),
      matrix,
      truth,
    );
    expect(Math.abs(score - 0.5)).toBeLessThan(0.2);
  });

  it("does not move a head by rows that say nothing about it", () => {
    const { matrix, truth } = toy(1);
    const alone = train(matrix, (row) => [truth[row] as number, UNKNOWN]);
    const beside = train(matrix, (row) => [truth[row] as number, row % 2]);
    const columns = (model: typeof alone, head: number) => model.weights.filter((_, at) => at % 2 === head);
    expect(columns(alone, 1).every((weight) => weight === 0)).toBe(true);
    expect(columns(alone, 0)).toEqual(columns(beside, 0));
  });

  it("gives the same model for the same seed, and another for another", () => {
    const { matrix, truth } = toy(1);
    const weights = (seed: number) => train(matrix, (row) => [truth[row] as number], seed).weights;
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });

  it("keeps a source's share of harm in that source's bias", () => {
    const { matrix } = toy(1);
    const model = train(matrix, (row) => [row % 2], 1, 2);
    const [first, second] = model.sourceBias;
    expect(first).toBeLessThan(-0.5);
    expect(second).toBeGreaterThan(0.5);
  });
});
