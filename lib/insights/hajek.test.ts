import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { hajekShare, type SampledUnit } from "./hajek.ts";
import { inclusionProbability } from "./sampling.ts";
import { wilsonInterval } from "./wilson.ts";

const unit = (probability: number, violating: boolean, size = 1): SampledUnit => ({
  probability,
  size,
  violating,
});

describe("the Hájek share", () => {
  it("worked by hand: two strata drawn at 1 in 2 and 1 in 10", () => {
    // Weights 2, 2, 10, 10; one violating of weight 10: R = 10/24, V = Σ(1−π)w²e²/24².
    const estimate = hajekShare([unit(0.5, false), unit(0.5, false), unit(0.1, true), unit(0.1, false)]);
    const r = 10 / 24;
    const variance = (0.5 * 4 * r * r * 2 + 0.9 * 100 * ((1 - r) ** 2 + r * r)) / 24 ** 2;
    expect(estimate?.value).toBeCloseTo(r, 12);
    expect(estimate?.variance).toBeCloseTo(variance, 12);
    expect(estimate?.n).toBe(4);
  });

  it("with equal small probabilities is the plain share, its interval Wilson's", () => {
    const units = Array.from({ length: 400 }, (_, index) => unit(1e-9, index < 12));
    const estimate = hajekShare(units);
    const [low, high] = wilsonInterval(12, 400) ?? [0, 0];
    expect(estimate?.value).toBeCloseTo(0.03, 12);
    expect(estimate?.low).toBeCloseTo(low, 6);
    expect(estimate?.high).toBeCloseTo(high, 6);
  });

  it("none found keeps an upper bound, all found a lower one", () => {
    const none = hajekShare(Array.from({ length: 100 }, () => unit(0.01, false)));
    expect(none).toMatchObject({ value: 0, low: 0 });
    expect(none?.high).toBeCloseTo(wilsonInterval(0, 100 / 0.99)?.[1] ?? 0, 10);
    const all = hajekShare(Array.from({ length: 100 }, () => unit(0.01, true)));
    expect(all).toMatchObject({ value: 1, high: 1 });
    expect(all?.low).toBeCloseTo(wilsonInterval(100 / 0.99, 100 / 0.99)?.[0] ?? 0, 10);
  });

  it("a census has no sampling error", () => {
    expect(hajekShare([unit(1, true), unit(1, false)])).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
  });

  it("says nothing where there is nothing to say, and refuses what is no probability", () => {
    expect(hajekShare([])).toBeNull();
    expect(hajekShare([unit(0.1, true, 0)])).toBeNull();
    expect(() => hajekShare([unit(0, true)])).toThrow(RangeError);
    expect(() => hajekShare([unit(1.1, true)])).toThrow(RangeError);
  });

  it("holds its value inside its interval inside [0, 1], and does not change with the unit of size", () => {
    const units = fc.array(
      fc.record({
        probability: fc.double({ min: 0.001, max: 1, noNaN: true }),
        size: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        violating: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(units, fc.double({ min: 0.01, max: 100, noNaN: true }), (sample, factor) => {
        const estimate = hajekShare(sample);
        const scaled = hajekShare(sample.map((one) => ({ ...one, size: one.size * factor })));
        if (!estimate || !scaled) throw new Error("There are sizes.");
        expect(estimate.low).toBeGreaterThanOrEqual(0);
        expect(estimate.low).toBeLessThanOrEqual(estimate.value);
        expect(estimate.value).toBeLessThanOrEqual(estimate.high);
        expect(estimate.high).toBeLessThanOrEqual(1);
        expect(scaled.value).toBeCloseTo(estimate.value, 9);
      }),
    );
  });
});

type World = { reach: number; violating: boolean }[];

/** A platform with skewed reach on which violating posts travel further, so that the two prevalences differ. */
function world(spread: number, [seldom, often]: [number, number]): World {
  const random = seededRandom(7);
  return Array.from({ length: 20_000 }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const reach = Math.exp(3 + spread * normal);
    return { reach, violating: random() < (reach > 60 ? often : seldom) };
  });
}

const EQUAL = { rate: 0.04, reachUnit: null, cap: 0.5 };
const BY_REACH = { rate: 0.03, reachUnit: 40, cap: 0.5 };

/** Of 1,000 seeded samples, how many intervals held the truth; and the mean of the estimates over the truth. */
function coverage(population: World, design: typeof EQUAL | typeof BY_REACH, by: "posts" | "views") {
  const size = (one: World[number]) => (by === "views" ? one.reach : 1);
  const whole = population.reduce((sum, one) => sum + size(one), 0);
  const truth = population.reduce((sum, one) => sum + (one.violating ? size(one) : 0), 0) / whole;
  const random = seededRandom(42);
  let covered = 0;
  let mean = 0;
  for (let run = 0; run < 1000; run++) {
    const drawn = population.flatMap((one) => {
      const probability = inclusionProbability(design, one.reach);
      return random() < probability ? [{ probability, size: size(one), violating: one.violating }] : [];
    });
    const estimate = hajekShare(drawn);
    if (!estimate) throw new Error("The sample is empty.");
    mean += estimate.value / 1000;
    if (estimate.low <= truth && truth <= estimate.high) covered += 1;
  }
  return { covered, bias: mean / truth };
}

describe("the 95% interval covers the truth in 93 to 97 of 100 samples (1,000 seeded runs)", () => {
  const population = world(1.2, [0.03, 0.06]);
  it.each([
    ["posts", "equal chances", EQUAL],
    ["views", "equal chances", EQUAL],
    ["posts", "chances that grow with reach", BY_REACH],
    ["views", "chances that grow with reach", BY_REACH],
  ] as const)("by %s, %s", (by, _name, design) => {
    const { covered, bias } = coverage(population, design, by);
    expect(bias).toBeCloseTo(1, 1);
    expect(covered).toBeGreaterThanOrEqual(930);
    expect(covered).toBeLessThanOrEqual(970);
  });
});

describe("where a few posts carry most views, or violations are rare, it errs on the safe side", () => {
  it.each([
    ["very skewed reach", world(2, [0.03, 0.06])],
    ["one post in two hundred violates", world(1.2, [0.004, 0.008])],
  ])("%s", (_name, population) => {
    expect(coverage(population, EQUAL, "views").covered).toBeGreaterThanOrEqual(930);
  });
});
