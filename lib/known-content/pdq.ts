/**
 * PDQ, a perceptual hash of 256 bits. Source: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ
 * Image-Hashing Algorithm" (2019) and the reference implementation's constants (facebook/ThreatExchange, pdq/cpp).
 * Arithmetic is in 32-bit floats where the reference's is: the same pixels give the same bits.
 */

/** Decoded pixels, rows from the top, 8 bits a channel; 1 or 2 channels are grey, 3 or 4 RGB; alpha is not looked at. */
export type Pixels = { data: Uint8Array; width: number; height: number; channels: number };

export type PdqHash = {
  /** 64 hexadecimal digits, the last bit first. */
  hash: string;
  /** 0 to 100; below 50 there is too little in the picture to recognise it by. */
  quality: number;
};

/** The eight ways of turning and mirroring a picture; rotations are counter-clockwise. */
export const DIHEDRALS = [
  "original",
  "rotate90",
  "rotate180",
  "rotate270",
  "flipX",
  "flipY",
  "flipPlus1",
  "flipMinus1",
] as const;
export type Dihedral = (typeof DIHEDRALS)[number];

/** A picture is first brought to this many blocks a side. */
const BLOCKS = 64;
/** Of the cosine transform these frequencies a side are kept, without the mean. */
const FREQUENCIES = 16;
/** Above this many pixels a side the reference picks pixels before it filters. */
const LARGEST_SIDE = 512;
/** Smaller pictures have no hash: all bits 0, quality 0. */
const SMALLEST_SIDE = 5;
/** Box filters applied this often make a tent. */
const FILTER_PASSES = 2;
/** Brings the sum of the gradients to a scale of 100. */
const GRADIENTS_PER_QUALITY = 90;

const f32 = Math.fround;
const RED = f32(0.299);
const GREEN = f32(0.587);
const BLUE = f32(0.114);

/** The PDQ hash of a picture and how far it can be trusted. */
export function pdqHash(pixels: Pixels): PdqHash {
  const { frequencies, quality } = transform(pixels);
  return { hash: toHex(frequencies), quality };
}

/** The hashes that the turned and mirrored picture would have, by way of the one transform. */
export function pdqDihedralHashes(pixels: Pixels): { hashes: Record<Dihedral, string>; quality: number } {
  const { frequencies, quality } = transform(pixels);
  const hashes = Object.fromEntries(DIHEDRALS.map((name) => [name, toHex(turn(frequencies, name))]));
  return { hashes: hashes as Record<Dihedral, string>, quality };
}

function transform(pixels: Pixels): { frequencies: Float32Array; quality: number } {
  const { width, height } = pixels;
  if (width < SMALLEST_SIDE || height < SMALLEST_SIDE)
    return { frequencies: new Float32Array(FREQUENCIES * FREQUENCIES), quality: 0 };
  const small =
    width > LARGEST_SIDE || height > LARGEST_SIDE
      ? lumaAt(pixels, LARGEST_SIDE, LARGEST_SIDE)
      : lumaAt(pixels, width, height);
  const blocks = toBlocks(small);
  return { frequencies: cosineTransform(blocks), quality: gradientQuality(blocks) };
}

type Luma = { data: Float32Array; width: number; height: number };

/** Luma (ITU-R BT.601) of the nearest pixel for each place of a grid. */
function lumaAt({ data, width, height, channels }: Pixels, columns: number, rows: number): Luma {
  const luma = new Float32Array(columns * rows);
  const grey = channels < 3;
  for (let row = 0; row < rows; row++) {
    const line = Math.floor((row * height) / rows) * width;
    for (let column = 0; column < columns; column++) {
      const at = (line + Math.floor((column * width) / columns)) * channels;
      const red = data[at] as number;
      luma[row * columns + column] = grey
        ? red
        : f32(
            f32(f32(RED * red) + f32(GREEN * (data[at + 1] as number))) +
              f32(BLUE * (data[at + 2] as number)),
          );
    }
  }
  return { data: luma, width: columns, height: rows };
}

function toBlocks({ data, width, height }: Luma): Float32Array {
  if (width === BLOCKS && height === BLOCKS) return data;
  const other = new Float32Array(data.length);
  const along = filterWindow(width);
  const across = filterWindow(height);
  for (let pass = 0; pass < FILTER_PASSES; pass++) {
    for (let row = 0; row < height; row++) boxFilter(data, other, row * width, 1, width, along);
    for (let column = 0; column < width; column++) boxFilter(other, data, column, width, height, across);
  }
  const blocks = new Float32Array(BLOCKS * BLOCKS);
  for (let row = 0; row < BLOCKS; row++) {
    const line = Math.floor(((row + 0.5) * height) / BLOCKS) * width;
    for (let column = 0; column < BLOCKS; column++)
      blocks[row * BLOCKS + column] = data[line + Math.floor(((column + 0.5) * width) / BLOCKS)] as number;
  }
  return blocks;
}

/** Half a block, rounded up: two passes together reach over a whole one. */
function filterWindow(side: number): number {
  return Math.floor((side + 2 * BLOCKS - 1) / (2 * BLOCKS));
}

/** Means over a sliding window of one row or column; at the edges the window is what is left of it. */
function boxFilter(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  length: number,
  window: number,
): void {
  const ahead = Math.floor((window + 2) / 2) - 1;
  const behind = window - ahead;
  let sum = 0;
  let size = 0;
  for (let right = 0; right < length + ahead; right++) {
    if (right < length) {
      sum = f32(sum + (from[start + right * stride] as number));
      size++;
    }
    const at = right - ahead;
    if (at - behind >= 0) {
      sum = f32(sum - (from[start + (at - behind) * stride] as number));
      size--;
    }
    if (at >= 0) to[start + at * stride] = f32(sum / size);
  }
}

/** Strong edges between neighbouring blocks, counted. */
function gradientQuality(blocks: Float32Array): number {
  let sum = 0;
  const add = (a: number, b: number) => {
    const step = f32(f32(f32((blocks[a] as number) - (blocks[b] as number)) * 100) / 255);
    sum += Math.abs(Math.trunc(step));
  };
  for (let row = 0; row < BLOCKS; row++)
    for (let column = 0; column < BLOCKS; column++) {
      const at = row * BLOCKS + column;
      if (row + 1 < BLOCKS) add(at, at + BLOCKS);
      if (column + 1 < BLOCKS) add(at, at + 1);
    }
  return Math.min(100, Math.floor(sum / GRADIENTS_PER_QUALITY));
}

/** Rows 1 to 16 of the orthonormal DCT-II of 64 points. */
const COSINES = Float32Array.from({ length: FREQUENCIES * BLOCKS }, (_, index) => {
  const frequency = Math.floor(index / BLOCKS) + 1;
  const place = index % BLOCKS;
  return f32(Math.sqrt(2 / BLOCKS)) * Math.cos((Math.PI / 2 / BLOCKS) * frequency * (2 * place + 1));
});

/** D × blocks × Dᵀ, 16 × 16. */
function cosineTransform(blocks: Float32Array): Float32Array {
  const half = new Float32Array(FREQUENCIES * BLOCKS);
  for (let i = 0; i < FREQUENCIES; i++)
    for (let j = 0; j < BLOCKS; j++) {
      let sum = 0;
      for (let k = 0; k < BLOCKS; k++)
        sum = f32(sum + f32((COSINES[i * BLOCKS + k] as number) * (blocks[k * BLOCKS + j] as number)));
      half[i * BLOCKS + j] = sum;
    }
  const out = new Float32Array(FREQUENCIES * FREQUENCIES);
  for (let i = 0; i < FREQUENCIES; i++)
    for (let j = 0; j < FREQUENCIES; j++) {
      let sum = 0;
      for (let k = 0; k < BLOCKS; k++)
        sum = f32(sum + f32((half[i * BLOCKS + k] as number) * (COSINES[j * BLOCKS + k] as number)));
      out[i * FREQUENCIES + j] = sum;
    }
  return out;
}

/** Mirroring changes the sign of the odd frequencies along one axis, transposing swaps the axes. */
const TURNS: Record<Dihedral, { transposed: boolean; negative: (row: number, column: number) => boolean }> = {
  original: { transposed: false, negative: () => false },
  rotate90: { transposed: true, negative: (_row, column) => column % 2 === 0 },
  rotate180: { transposed: false, negative: (row, column) => (row + column) % 2 === 1 },
  rotate270: { transposed: true, negative: (row) => row % 2 === 0 },
  flipX: { transposed: false, negative: (row) => row % 2 === 0 },
  flipY: { transposed: false, negative: (_row, column) => column % 2 === 0 },
  flipPlus1: { transposed: true, negative: () => false },
  flipMinus1: { transposed: true, negative: (row, column) => (row + column) % 2 === 1 },
};

function turn(frequencies: Float32Array, dihedral: Dihedral): Float32Array {
  const { transposed, negative } = TURNS[dihedral];
  const turned = new Float32Array(frequencies.length);
  for (let row = 0; row < FREQUENCIES; row++)
    for (let column = 0; column < FREQUENCIES; column++) {
      const value = frequencies[row * FREQUENCIES + column] as number;
      const at = transposed ? column * FREQUENCIES + row : row * FREQUENCIES + column;
      turned[at] = negative(row, column) ? -value : value;
    }
  return turned;
}

/** A bit for each frequency above the (lower) median; 16-bit words, the last first. */
function toHex(frequencies: Float32Array): string {
  const median = frequencies.toSorted()[frequencies.length / 2 - 1] as number;
  let hex = "";
  for (let word = FREQUENCIES - 1; word >= 0; word--) {
    let bits = 0;
    for (let bit = 0; bit < FREQUENCIES; bit++)
      if ((frequencies[word * FREQUENCIES + bit] as number) > median) bits |= 1 << bit;
    hex += bits.toString(16).padStart(4, "0");
  }
  return hex;
}
