import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { sketchText, spreadOut } from "./diversity.ts";
import { Reservoir, TopK } from "./top-k.ts";
import { uncertaintyOf } from "./uncertainty.ts";

describe("uncertainty", () => {
  it("margin: 1 at the boundary, 0 when sure; the label nearest to its boundary counts", () => {
    expect(uncertaintyOf([0.5], "margin")).toBe(1);
    expect(uncertaintyOf([0, 1], "margin")).toBe(0);
    expect(uncertaintyOf([0.01, 0.4, 0.99], "margin")).toBeCloseTo(0.8, 12);
  });
  it("entropy: bits, averaged over labels, so that two open labels count more than one", () => {
    expect(uncertaintyOf([0.5], "entropy")).toBe(1);
    expect(uncertaintyOf([0.25], "entropy")).toBeCloseTo(0.811278, 6);
    expect(uncertaintyOf([0.3, 0.3], "entropy")).toBeGreaterThan(uncertaintyOf([0.45, 0.01], "entropy"));
    expect(uncertaintyOf([0.3, 0.3], "margin")).toBeLessThan(uncertaintyOf([0.45, 0.01], "margin"));
  });
  it("no label that the model knows is no measurable doubt", () => {
    expect(uncertaintyOf([], "margin")).toBe(0);
    expect(uncertaintyOf([], "entropy")).toBe(0);
  });
  it("property: in [0, 1], and the same for p and 1 − p", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(p, { maxLength: 9 }),
        fc.constantFrom("margin" as const, "entropy" as const),
        (ps, how) => {
          const value = uncertaintyOf(ps, how);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(
            uncertaintyOf(
              ps.map((one) => 1 - one),
              how,
            ),
          ).toBeCloseTo(value, 9);
        },
      ),
    );
  });
});

describe("the most unsure of a stream", () => {
  it("property: what sorting everything would give", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.nat({ max: 12 }), (scores, size) => {
        const top = new TopK<number>(size);
        scores.forEach((score, at) => void top.offer(score, at));
        expect(top.best().map(({ score }) => score)).toEqual(scores.toSorted((a, b) => b - a).slice(0, size));
      }),
    );
  });
});

describe("the random share", () => {
  it("draws every place of the stream equally often", () => {
    const random = seededRandom(5);
    const drawn = new Array<number>(20).fill(0);
    for (let run = 0; run < 4000; run++) {
      const reservoir = new Reservoir<number>(5, random);
      for (let at = 0; at < 20; at++) reservoir.offer(at);
      expect(new Set(reservoir.kept).size).toBe(5);
      for (const at of reservoir.kept) drawn[at] = (drawn[at] ?? 0) + 1;
    }
    // 4000 draws of 5 in 20: 1000 each, standard deviation 27; five of those are allowed.
    for (const times of drawn) expect(Math.abs(times - 1000)).toBeLessThan(137);
  });
});

describe("batch diversity", () => {
  const candidate = (uncertainty: number, text: string) => ({ uncertainty, sketch: sketchText(text) });
  it("takes the most unsure first, and passes over its copies while anything else is left", () => {
    const candidates = [
      candidate(1, "win money now with this one trick"),
      candidate(0.99, "win money now with this one trick"),
      candidate(0.98, "Win MONEY now, with this one trick!"),
      candidate(0.5, "the harbour was quiet in the morning"),
      candidate(0.4, "این فیلم را دیدم و پسندیدم"),
    ];
    expect(spreadOut(candidates, 3)).toEqual([0, 3, 4]);
    expect(new Set(spreadOut(candidates, 5)).size).toBe(5);
  });
  it("among equally unlike ones the more unsure comes first", () => {
    expect(
      spreadOut([candidate(0.9, "one two"), candidate(0.6, "five six"), candidate(0.8, "three four")], 2),
    ).toEqual([0, 2]);
  });
  it("gives all there is when asked for more", () => {
    expect(spreadOut([candidate(0, ""), candidate(0, "a")], 9)).toHaveLength(2);
  });
});
