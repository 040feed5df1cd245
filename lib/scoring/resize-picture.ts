/** Decoded pixels, rows from the top, 8 bits a channel; 1 or 2 channels are grey, 3 or 4 RGB; of 2 and 4 the last is alpha, not multiplied in. */
export type Picture = { data: Uint8Array; width: number; height: number; channels: number };

/** Pixels a side that the image model sees. */
export const PICTURE_SIDE = 224;

/**
 * A picture as the image model wants it: RGB in [0, 1], 224 × 224, bilinear with corners aligned and no
 * smoothing before, which is how its weights were trained (TensorFlow's resizeBilinear, alignCorners). What is
 * transparent is seen on white: what cannot be seen is not judged.
 * Writes into `target` from `offset` on.
 */
export function resizePicture(picture: Picture, target: Float32Array, offset = 0): void {
  const columns = sampling(picture.width);
  const rows = sampling(picture.height);
  const { data, width, channels } = picture;
  const colours = channels < 3 ? [0, 0, 0] : [0, 1, 2];
  const alpha = channels % 2 === 0 ? channels - 1 : -1;
  let at = offset;
  for (const row of rows)
    for (const column of columns)
      for (const colour of colours) {
        const value = (line: number, place: number) => {
          const at = (line * width + place) * channels;
          const stored = data[at + colour] as number;
          return Math.fround((alpha < 0 ? stored : onWhite(stored, data[at + alpha] as number)) / 255);
        };
        const top = mix(value(row.low, column.low), value(row.low, column.high), column.part);
        const bottom = mix(value(row.high, column.low), value(row.high, column.high), column.part);
        target[at++] = mix(top, bottom, row.part);
      }
}

/** Rounded as browsers do when they draw on white, so that both see the same. */
const onWhite = (value: number, alpha: number) => Math.round((value * alpha) / 255) + 255 - alpha;

const mix = (a: number, b: number, part: number) => a + (b - a) * part;

/** For each place of a side: the two pixels it lies between, and how far along. */
function sampling(size: number): { low: number; high: number; part: number }[] {
  const ratio = (size - 1) / (PICTURE_SIDE - 1);
  return Array.from({ length: PICTURE_SIDE }, (_, index) => {
    const place = ratio * index;
    const low = Math.min(size - 1, Math.floor(place));
    return { low, high: Math.min(size - 1, Math.ceil(place)), part: place - low };
  });
}
