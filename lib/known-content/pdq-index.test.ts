import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPdqIndex, hammingDistance, parseHash } from "./pdq-index.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
const hash = fc.tuple(word, word, word, word, word, word, word, word);
const flips = fc.uniqueArray(fc.nat({ max: 255 }), { maxLength: 60 });

describe("the index of PDQ hashes", () => {
  it("finds exactly what a walk over all hashes finds, at every radius", () => {
    fc.assert(
      fc.property(
        fc.array(hash, { minLength: 1, maxLength: 30 }),
        fc.array(flips, { maxLength: 20 }),
        hash,
        fc.nat({ max: 47 }),
        (strangers, near, query, radius) => {
          // Some hashes stand at a chosen distance, or random ones would never be near.
          const relatives = near.map((bits) => {
            const relative = [...query];
            for (const bit of bits)
              relative[bit >> 5] = ((relative[bit >> 5] as number) ^ (1 << (bit & 31))) >>> 0;
            return relative;
          });
          const rows = [...strangers, ...relatives];
          const hashes = Uint32Array.from(rows.flat());
          const wanted = Uint32Array.from(query);
          const expected = rows
            .map((_, row) => ({ row, distance: hammingDistance(wanted, hashes, row) }))
            .filter(({ distance }) => distance <= radius);
          const found = buildPdqIndex(hashes).search(wanted, radius);
          expect(found.toSorted((a, b) => a.row - b.row)).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("counts the bits that differ", () => {
    const a = parseHash(`${"0".repeat(63)}f`);
    expect(hammingDistance(a, parseHash("0".repeat(64)))).toBe(4);
    expect(hammingDistance(parseHash("f".repeat(64)), parseHash("0".repeat(64)))).toBe(256);
  });

  it("refuses what is no hash, and a radius at which it would not be exact", () => {
    expect(() => parseHash("xyz")).toThrow(/64/);
    expect(() => buildPdqIndex(new Uint32Array(8)).search(new Uint32Array(8), 48)).toThrow(/47/);
  });
});
