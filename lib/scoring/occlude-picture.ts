import { PICTURE_SIDE } from "./resize-picture.ts";

/** Cells a side: 32 of the 224 pixels, what one place of the model's last feature map stands for. */
export const REGION_GRID = 7;
const CELL = PICTURE_SIDE / REGION_GRID;
const ROW = PICTURE_SIDE * 3;
const VALUES = PICTURE_SIDE * ROW;
/** Pictures of one run; bounds memory at 6 MB. */
const BATCH = 10;

export type RegionMap = {
  /** The logit of the whole picture. */
  logit: number;
  /** Row by row from the top left: what the logit loses when the cell is covered; negative where it weighed against. */
  cells: number[];
};

/** Logits of so many pictures, one after another as `resizePicture` writes them. */
export type PictureLogits = (pixels: Float32Array, count: number) => Promise<number[]>;

/**
 * Which regions of a picture carried a score: each cell of a grid is covered in turn with the picture's mean colour,
 * and weighs what the logit then loses (occlusion: Zeiler & Fergus 2014). It asks nothing of the model but scores, so
 * it is true of any.
 * @param pixels of one picture, as `resizePicture` writes them
 */
export async function occludePicture(pixels: Float32Array, logits: PictureLogits): Promise<RegionMap> {
  const colour = meanColour(pixels);
  const [logit = Number.NaN] = await logits(pixels, 1);
  const cells: number[] = [];
  const all = Array.from({ length: REGION_GRID * REGION_GRID }, (_, cell) => cell);
  for (let from = 0; from < all.length; from += BATCH) {
    const some = all.slice(from, from + BATCH);
    const batch = new Float32Array(some.length * VALUES);
    for (const [at, cell] of some.entries()) {
      batch.set(pixels, at * VALUES);
      coverCell(batch.subarray(at * VALUES, (at + 1) * VALUES), cell, colour);
    }
    for (const covered of await logits(batch, some.length)) cells.push(logit - covered);
  }
  return { logit, cells };
}

/** Covers one cell of the grid with a colour, in place. */
export function coverCell(pixels: Float32Array, cell: number, colour: readonly number[]): void {
  const top = Math.floor(cell / REGION_GRID) * CELL;
  const left = (cell % REGION_GRID) * CELL;
  for (let row = top; row < top + CELL; row++)
    for (let at = row * ROW + left * 3; at < row * ROW + (left + CELL) * 3; at++)
      pixels[at] = colour[at % 3] as number;
}

/** Red, green and blue on average. */
export function meanColour(pixels: Float32Array): number[] {
  const sums = [0, 0, 0];
  for (const [at, value] of pixels.entries()) sums[at % 3] = (sums[at % 3] as number) + value;
  return sums.map((sum) => (sum * 3) / pixels.length);
}
