import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { DIHEDRALS, type Dihedral, type Pixels, pdqDihedralHashes, pdqHash } from "./pdq.ts";

/** Soft blobs: enough structure for a high quality, no two alike. */
function aPicture(seed: number, width = 128, height = 128, channels = 3): Pixels {
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 40 }, () => ({
    x: random() * width,
    y: random() * height,
    r: (0.04 + random() * 0.12) * width,
    level: random() * 510 - 255,
  }));
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let value = 128;
      for (const blob of blobs)
        value += blob.level * Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.r ** 2));
      data.fill(
        Math.max(0, Math.min(255, value)),
        (y * width + x) * channels,
        (y * width + x + 1) * channels,
      );
    }
  return { data, width, height, channels };
}

/** Takes each pixel of a square picture from where `from` says. */
function moved({ data, width, height, channels }: Pixels, from: (x: number, y: number) => [number, number]) {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = from(x, y);
      const at = (fromY * width + fromX) * channels;
      out.set(data.subarray(at, at + channels), (y * width + x) * channels);
    }
  return { data: out, width, height, channels };
}

function distance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing >>= 1n) count += Number(differing & 1n);
  return count;
}

/** The last row and column of a picture as large as the blocks: nothing is filtered, so turning is exact. */
const SIDE = 63;
const TURNED: Record<Dihedral, (x: number, y: number) => [number, number]> = {
  original: (x, y) => [x, y],
  rotate90: (x, y) => [SIDE - y, x],
  rotate180: (x, y) => [SIDE - x, SIDE - y],
  rotate270: (x, y) => [y, SIDE - x],
  flipX: (x, y) => [x, SIDE - y],
  flipY: (x, y) => [SIDE - x, y],
  flipPlus1: (x, y) => [y, x],
  flipMinus1: (x, y) => [SIDE - y, SIDE - x],
};

describe("PDQ", () => {
  it.each(DIHEDRALS)("knows the hash of the picture after %s without turning it", (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const picture = aPicture(seed, SIDE + 1, SIDE + 1);
        const { hashes, quality } = pdqDihedralHashes(picture);
        expect(quality).toBeGreaterThan(50);
        // Rounding may move what lies on the median.
        expect(distance(hashes[name], pdqHash(moved(picture, TURNED[name])).hash)).toBeLessThanOrEqual(4);
      }),
      { numRuns: 10 },
    );
  });

  it("tells different pictures apart, and sets half of the bits", () => {
    const [one, other] = [pdqHash(aPicture(1)).hash, pdqHash(aPicture(2)).hash];
    expect(distance(one, other)).toBeGreaterThan(90);
    expect(distance(one, "0".repeat(64))).toBe(128);
  });

  it("recognises a picture made smaller, greyed by its channels, or with noise", () => {
    const { hash } = pdqHash(aPicture(3, 400, 400));
    expect(distance(hash, pdqHash(aPicture(3, 400, 400, 1)).hash)).toBeLessThanOrEqual(2);
    const smaller = aPicture(3, 400, 400);
    const half = {
      ...moved({ ...smaller }, (x, y) => [Math.min(399, x * 2), Math.min(399, y * 2)]),
    };
    const quarter = new Uint8Array(200 * 200 * 3);
    for (let y = 0; y < 200; y++) quarter.set(half.data.subarray(y * 400 * 3, y * 400 * 3 + 600), y * 600);
    expect(
      distance(hash, pdqHash({ data: quarter, width: 200, height: 200, channels: 3 }).hash),
    ).toBeLessThanOrEqual(16);
    const random = seededRandom(4);
    const noisy = {
      ...smaller,
      data: smaller.data.map((v) => Math.max(0, Math.min(255, v + random() * 20 - 10))),
    };
    expect(distance(hash, pdqHash(noisy).hash)).toBeLessThanOrEqual(10);
  });

  it("gives no quality to what has no structure or is too small", () => {
    const flat = { data: new Uint8Array(100 * 100).fill(77), width: 100, height: 100, channels: 1 };
    expect(pdqHash(flat).quality).toBe(0);
    const tiny = { data: new Uint8Array(4 * 4), width: 4, height: 4, channels: 1 };
    expect(pdqHash(tiny)).toEqual({ hash: "0".repeat(64), quality: 0 });
  });
});
