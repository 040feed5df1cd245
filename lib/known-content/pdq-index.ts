/**
 * Exact search for near hashes by multi-index hashing: if two hashes of 256 bits differ in at most r bits,
 * then in one of 16 bands of 16 bits they differ in at most ⌊r / 16⌋ (pigeonhole). Source: Norouzi, Punjani,
 * Fleet, "Fast Search in Hamming Space with Multi-Index Hashing" (CVPR 2012).
 * All in typed arrays: 100 bytes a hash, a million in 100 MB.
 */
export type PdqIndex = {
  readonly size: number;
  /** Every row whose hash differs from this one in at most `radius` bits, in no order. */
  search: (hash: Uint32Array, radius: number) => { row: number; distance: number }[];
};

const WORDS = 8;
const BANDS = 16;
const BUCKETS = 0x10000;
/** Beyond, three bits a band would have to be flipped, and matches mean nothing. */
export const MAX_RADIUS = 47;

/** Eight words of 32 bits from 64 hexadecimal digits. @throws Error on anything else */
export function parseHash(hex: string): Uint32Array {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error("A hash has 64 hexadecimal digits.");
  return Uint32Array.from({ length: WORDS }, (_, word) =>
    Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16),
  );
}

/** Bits that differ. */
export function hammingDistance(a: Uint32Array, b: Uint32Array, bRow = 0): number {
  let sum = 0;
  for (let word = 0; word < WORDS; word++)
    sum += bitCount((a[word] as number) ^ (b[bRow * WORDS + word] as number));
  return sum;
}

/** @param hashes eight words a row, one row after the other; not copied */
export function buildPdqIndex(hashes: Uint32Array): PdqIndex {
  const size = hashes.length / WORDS;
  const bands = Array.from({ length: BANDS }, (_, band) => buildBand(hashes, size, band));
  return {
    size,
    search(hash, radius) {
      if (radius > MAX_RADIUS) throw new Error(`At most ${MAX_RADIUS} bits may differ.`);
      // A row can be met in several bands; candidates are many and matches few, so only matches are remembered.
      const found = new Map<number, number>();
      const flips = Math.floor(radius / BANDS);
      for (const [band, { starts, rows }] of bands.entries()) {
        // Once the first bands were searched that far, one flip less is enough in the rest (the same, proposition 1).
        const most = band <= radius - flips * BANDS ? flips : flips - 1;
        if (most < 0) break;
        const key = bandOf(hash, 0, band);
        for (const mask of masksFor(most)) {
          const bucket = key ^ mask;
          const end = starts[bucket + 1] as number;
          for (let at = starts[bucket] as number; at < end; at++) {
            const row = rows[at] as number;
            const distance = distanceWithin(hash, hashes, row, radius);
            if (distance <= radius) found.set(row, distance);
          }
        }
      }
      return Array.from(found, ([row, distance]) => ({ row, distance }));
    },
  };
}

/**
 * The distance, or any number above `radius` as soon as it is sure to be larger. Of two strangers about half the bits
 * differ, so three words rule out nearly all, and a branch that nearly always goes one way costs nothing.
 */
function distanceWithin(a: Uint32Array, b: Uint32Array, row: number, radius: number): number {
  const at = row * WORDS;
  const three = differing(a, 0, b, at) + differing(a, 1, b, at) + differing(a, 2, b, at);
  if (three > radius) return three;
  const five = three + differing(a, 3, b, at) + differing(a, 4, b, at);
  if (five > radius) return five;
  return five + differing(a, 5, b, at) + differing(a, 6, b, at) + differing(a, 7, b, at);
}

function differing(a: Uint32Array, word: number, b: Uint32Array, at: number): number {
  return bitCount((a[word] as number) ^ (b[at + word] as number));
}

/** The rows in order of their band's value, and where each value begins (a counting sort). */
function buildBand(
  hashes: Uint32Array,
  size: number,
  band: number,
): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let row = 0; row < size; row++) {
    const after = bandOf(hashes, row, band) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number);
  const next = starts.slice();
  const rows = new Uint32Array(size);
  for (let row = 0; row < size; row++) {
    const bucket = bandOf(hashes, row, band);
    const place = next[bucket] as number;
    rows[place] = row;
    next[bucket] = place + 1;
  }
  return { starts, rows };
}

function bandOf(hashes: Uint32Array, row: number, band: number): number {
  const word = hashes[row * WORDS + (band >> 1)] as number;
  return band % 2 === 0 ? word >>> 16 : word & 0xffff;
}

const MASKS: number[][] = [];

/** Every way to flip at most so many bits of 16. */
function masksFor(flips: number): number[] {
  const known = MASKS[flips];
  if (known) return known;
  const masks = Array.from({ length: BUCKETS }, (_, mask) => mask).filter((mask) => bitCount(mask) <= flips);
  MASKS[flips] = masks;
  return masks;
}

/** Set bits of 32 (Warren, Hacker's Delight, 5-1). */
function bitCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
