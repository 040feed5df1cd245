/** Cells that words are hashed into: collisions only blur a distance that is rough by intent. */
const CELLS = 1024;
/** What of a text is looked at, characters: the beginning says what it is like. */
const CHARACTERS = 600;
const WORD = /[\p{L}\p{M}\p{N}]+|\p{Emoji_Presentation}/gu;
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A text as a sparse vector of length 1. */
export interface Sketch {
  cells: Uint16Array;
  weights: Float32Array;
}

/** Hashed words, damped by the square root of their number, at length 1 (Weinberger et al. 2009 for the hashing). */
export function sketchText(text: string): Sketch {
  const counts = new Map<number, number>();
  for (const word of text.slice(0, CHARACTERS).toLowerCase().match(WORD) ?? []) {
    let hash = FNV_BASIS;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
    const cell = (hash >>> 0) % CELLS;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const length = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count, 0)) || 1;
  return {
    cells: Uint16Array.from(counts.keys()),
    weights: Float32Array.from(counts.values(), (count) => Math.sqrt(count) / length),
  };
}

/** 1 − cosine: 0 for texts of the same words, 1 for texts that share none. */
function distance(to: Float32Array, sketch: Sketch): number {
  let dot = 0;
  for (let i = 0; i < sketch.cells.length; i++)
    dot += (to[sketch.cells[i] as number] as number) * (sketch.weights[i] as number);
  return Math.max(0, 1 - dot);
}

/**
 * Which of the candidates to take so that they are unsure and unlike one another: greedy farthest-first traversal
 * (Gonzalez 1985; for choosing batches Sener and Savarese 2018), each step taking the candidate with the largest
 * uncertainty × distance to the nearest one taken. The first is the most unsure; of several copies of one text at
 * most one is taken while anything else is left.
 * @param candidates most unsure first
 * @returns places in `candidates`, in the order of choosing. Time: taken × candidates × words of a text.
 */
export function spreadOut(
  candidates: readonly { uncertainty: number; sketch: Sketch }[],
  count: number,
): number[] {
  const nearest = new Float32Array(candidates.length).fill(1);
  const taken = new Uint8Array(candidates.length);
  const chosen: number[] = [];
  const dense = new Float32Array(CELLS);
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = -1;
    let bestScore = -1;
    for (let at = 0; at < candidates.length; at++) {
      if (taken[at]) continue;
      const score = (candidates[at]?.uncertainty ?? 0) * (nearest[at] as number);
      if (score > bestScore) [best, bestScore] = [at, score];
    }
    const sketch = candidates[best]?.sketch as Sketch;
    taken[best] = 1;
    chosen.push(best);
    dense.fill(0);
    sketch.cells.forEach((cell, i) => {
      dense[cell] = sketch.weights[i] as number;
    });
    candidates.forEach((candidate, at) => {
      if (taken[at]) return;
      const here = distance(dense, candidate.sketch);
      if (here < (nearest[at] as number)) nearest[at] = here;
    });
  }
  return chosen;
}
