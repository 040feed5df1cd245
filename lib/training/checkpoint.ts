import type { Trainable } from "./fine-tune.ts";
import { freshState, INITIAL_SQUARES, type TrainState } from "./train-heads.ts";

/** Changes whenever old checkpoints would be read wrongly. */
const FORMAT = 1;
const HEADER_WORDS = 4;

/**
 * The state after a whole epoch as bytes: format, epoch, heads and number of cells, then biases with their squares,
 * then the cells that any example touched (index, weight, squares). All others are the base's, so that a run on ten
 * labels keeps kilobytes, not the whole model.
 */
export function encodeCheckpoint(epoch: number, state: TrainState): Uint8Array<ArrayBuffer> {
  const start = Math.fround(INITIAL_SQUARES);
  let cells = 0;
  for (const sum of state.squares) if (sum !== start) cells++;
  const heads = state.sourceBias.length;
  const bytes = new ArrayBuffer(4 * (HEADER_WORDS + 2 * heads + 3 * cells));
  new Int32Array(bytes, 0, HEADER_WORDS).set([FORMAT, epoch, heads, cells]);
  const floats = new Float32Array(bytes);
  floats.set(state.sourceBias, HEADER_WORDS);
  floats.set(state.biasSquares, HEADER_WORDS + heads);
  const first = HEADER_WORDS + 2 * heads;
  const indices = new Int32Array(bytes, 4 * first, cells);
  let at = 0;
  state.squares.forEach((sum, cell) => {
    if (sum === start) return;
    indices[at] = cell;
    floats[first + cells + at] = state.weights[cell] as number;
    floats[first + 2 * cells + at] = sum;
    at++;
  });
  return new Uint8Array(bytes);
}

/** What {@link encodeCheckpoint} wrote, bit for bit. @throws Error if it was written by other code */
export function decodeCheckpoint(
  checkpoint: Uint8Array,
  base: Trainable,
): { epoch: number; state: TrainState } {
  const bytes = new Uint8Array(checkpoint).buffer;
  const [format, epoch = 0, heads = 0, cells = 0] = new Int32Array(bytes, 0, HEADER_WORDS);
  if (format !== FORMAT || heads !== base.bias.length)
    throw new Error("The checkpoint was written by another version of Docket");
  const floats = new Float32Array(bytes);
  const state = freshState(
    base.weights.slice(),
    base.heads.length,
    floats.slice(HEADER_WORDS, HEADER_WORDS + heads),
  );
  state.biasSquares.set(floats.subarray(HEADER_WORDS + heads, HEADER_WORDS + 2 * heads));
  const first = HEADER_WORDS + 2 * heads;
  const indices = new Int32Array(bytes, 4 * first, cells);
  indices.forEach((cell, at) => {
    state.weights[cell] = floats[first + cells + at] as number;
    state.squares[cell] = floats[first + 2 * cells + at] as number;
  });
  return { epoch, state };
}
