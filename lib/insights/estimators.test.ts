import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOf } from "./estimate.ts";
import { kolmogorovSmirnov, kolmogorovTail } from "./ks.ts";
import { populationStabilityIndex } from "./psi.ts";
import { drawNumber, inclusionProbability } from "./sampling.ts";
import { wilsonInterval } from "./wilson.ts";

describe("Wilson's interval", () => {
  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("Newcombe's %i of %i", (hits, n, low, high) => {
    const interval = wilsonInterval(hits, n);
    expect(interval?.[0]).toBeCloseTo(low, 4);
    expect(interval?.[1]).toBeCloseTo(high, 4);
  });
  it("mirrors when hits and misses change places, and holds the share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const hits = Math.round(part * n);
          const [low, high] = wilsonInterval(hits, n) ?? [];
          const [otherLow, otherHigh] = wilsonInterval(n - hits, n) ?? [];
          expect(low).toBeCloseTo(1 - (otherHigh ?? 0), 12);
          expect(high).toBeCloseTo(1 - (otherLow ?? 0), 12);
          expect(hits / n).toBeGreaterThanOrEqual(low ?? 1);
          expect(hits / n).toBeLessThanOrEqual(high ?? 0);
        },
      ),
    );
    expect(shareOf(0, 0)).toBeNull();
  });
});

describe("drift", () => {
  it("PSI of 50/50 against 60/40, by hand: 0.0405", () => {
    const psi = populationStabilityIndex([500_000, 500_000], [600_000, 400_000]);
    expect(psi).toBeCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), 5);
  });
  it("PSI is zero for the same shares, never negative, and the same both ways", () => {
    const histogram = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(histogram, histogram, (a, b) => {
        const there = populationStabilityIndex(a, b);
        if (there === null) return;
        expect(there).toBeGreaterThanOrEqual(0);
        expect(populationStabilityIndex(b, a)).toBeCloseTo(there, 10);
        expect(populationStabilityIndex(a, a)).toBe(0);
      }),
    );
    expect(populationStabilityIndex([0, 0], [1, 1])).toBeNull();
    expect(() => populationStabilityIndex([1], [1, 2])).toThrow(RangeError);
  });
  it("the Kolmogorov tail has Smirnov's critical values: 1.358 at 5%, 1.628 at 1%", () => {
    expect(kolmogorovTail(1.3581)).toBeCloseTo(0.05, 4);
    expect(kolmogorovTail(1.6276)).toBeCloseTo(0.01, 4);
    expect(kolmogorovTail(0)).toBe(1);
  });
  it("KS is the largest gap of the cumulative shares", () => {
    expect(kolmogorovSmirnov([10, 0, 0], [0, 0, 10])).toMatchObject({ distance: 1 });
    expect(kolmogorovSmirnov([5, 5], [5, 5])).toEqual({ distance: 0, pValue: 1 });
    expect(kolmogorovSmirnov([2, 4, 4], [4, 4, 2])?.distance).toBeCloseTo(0.2, 12);
    expect(kolmogorovSmirnov([], [1])).toBeNull();
  });
});

describe("the draw", () => {
  const design = { rate: 0.01, reachUnit: 100, cap: 0.2 };
  it("gives every item at least the rate, more with reach, never above the cap", () => {
    expect(inclusionProbability(design, 0)).toBe(0.01);
    expect(inclusionProbability(design, 1000)).toBeCloseTo(0.1, 12);
    expect(inclusionProbability(design, 1e9)).toBe(0.2);
    expect(inclusionProbability({ ...design, reachUnit: null }, 1e9)).toBe(0.01);
    expect(inclusionProbability({ ...design, rate: 0.5 }, 1e9)).toBe(0.5);
  });
  it("is the item's own, differs by secret, and is uniform", () => {
    expect(drawNumber("s", "a", "h")).toBe(drawNumber("s", "a", "h"));
    expect(drawNumber("s", "a", "h")).not.toBe(drawNumber("t", "a", "h"));
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 10_000; n++) {
      const tenth = Math.floor(drawNumber("a secret", `item-${n}`, "hash") * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Chi-square with 9 degrees of freedom: 27.9 is its 0.1% point.
    expect(tenths.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9);
  });
});
