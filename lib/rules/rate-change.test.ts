import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail, rateChange } from "./rate-change.ts";

describe("binomial tails", () => {
  // scipy.stats.binom.cdf(k, n, p) and binom.sf(k - 1, n, p), scipy 1.17.1.
  it.each([
    [0, 5, 0.125, 0.512908935546875, 1],
    [12, 30, 0.125, 0.999972906124089, 0.00014086896941112578],
    [40, 200, 0.125, 0.9990474033718789, 0.0017644476377165104],
    [5, 1000, 0.01, 0.0661395116072514, 0.9713136000009955],
    [700, 4000, 0.2, 3.247896176051968e-5, 0.999972689605754],
    [20000, 100000, 0.19, 0.9999999999999994, 5.979424396756278e-16],
  ])("of %d in %d at %d agree with scipy", (k, n, p, lower, upper) => {
    expect(binomialTail(k, n, p, "lower") / lower).toBeCloseTo(1, 9);
    expect(binomialTail(k, n, p, "upper") / upper).toBeCloseTo(1, 6);
  });

  it("both tails together are one and the point between them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, m, p) => {
          const k = m % n;
          expect(binomialTail(k, n, p, "lower") + binomialTail(k + 1, n, p, "upper")).toBeCloseTo(1, 8);
        },
      ),
    );
  });
});

describe("a rule's rate", () => {
  const before = { hits: 70, items: 7000 };

  it("that jumps raises the alarm, and so does one that goes silent", () => {
    expect(rateChange({ hits: 40, items: 1000 }, before, 10).alarm).toBe(true);
    expect(rateChange({ hits: 0, items: 2000 }, before, 10).alarm).toBe(true);
  });

  it("that only wavers does not, nor one that changed by little however many items say so", () => {
    expect(rateChange({ hits: 14, items: 1000 }, before, 10).alarm).toBe(false);
    expect(
      rateChange({ hits: 15_000, items: 1_000_000 }, { hits: 70_000, items: 7_000_000 }, 10),
    ).toMatchObject({
      alarm: false,
    });
  });

  it("needs no hit in the time before, and some items in both", () => {
    expect(rateChange({ hits: 20, items: 1000 }, { hits: 0, items: 7000 }, 10).alarm).toBe(true);
    expect(rateChange({ hits: 20, items: 100 }, { hits: 0, items: 7000 }, 10).alarm).toBe(false);
    expect(rateChange({ hits: 0, items: 1000 }, { hits: 0, items: 7000 }, 10)).toEqual({
      p: 1,
      alarm: false,
    });
    expect(rateChange({ hits: 5, items: 1000 }, { hits: 0, items: 0 }, 10)).toEqual({ p: 1, alarm: false });
  });

  it("if nothing changed, raises hardly any alarm: at most the stated share of a thousand simulated days", () => {
    let seed = 42;
    const random = () => {
      seed = (seed * 1664525 + 1013904223) % 2 ** 32;
      return seed / 2 ** 32;
    };
    const draw = (n: number) => Array.from({ length: n }, random).filter((u) => u < 0.02).length;
    const alarms = Array.from({ length: 1000 }, () =>
      rateChange({ hits: draw(500), items: 500 }, { hits: draw(3500), items: 3500 }, 1),
    ).filter(({ alarm }) => alarm);
    expect(alarms.length).toBeLessThanOrEqual(3);
  });
});
