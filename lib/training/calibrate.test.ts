import { expect, it } from "vitest";
import { fitPlatt } from "./calibrate.ts";
import { seededRandom } from "./seeded-random.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

it("finds the slope and intercept that made the labels", () => {
  const random = seededRandom(4);
  const scored = Array.from({ length: 20_000 }, () => {
    const score = random() * 6 - 3;
    return { score, positive: random() < sigmoid(2 * score - 1), weight: 1 };
  });
  const { slope, intercept } = fitPlatt(scored);
  expect(slope).toBeCloseTo(2, 0);
  expect(intercept).toBeCloseTo(-1, 0);
});

it("stays finite where scores separate the classes, and never turns their order round", () => {
  const separable = [-2, -1, 1, 2].map((score) => ({ score, positive: score > 0, weight: 1 }));
  const reversed = separable.map((one) => ({ ...one, positive: !one.positive }));
  for (const scored of [separable, reversed]) {
    const { slope, intercept } = fitPlatt(scored);
    expect(slope).toBeGreaterThan(0);
    expect(Number.isFinite(slope + intercept)).toBe(true);
  }
});

it("a weight of two counts like the example twice", () => {
  const scored = [-1, -0.5, 0.2, 1].map((score, at) => ({
    score,
    positive: at !== 1,
    weight: at === 1 ? 2 : 1,
  }));
  const twice = [...scored, { ...(scored[1] as (typeof scored)[number]) }].map((one) => ({
    ...one,
    weight: 1,
  }));
  // Platt's smoothed targets depend on the count of examples, hence the loose comparison.
  expect(fitPlatt(scored).intercept).toBeCloseTo(fitPlatt(twice).intercept, 0);
});
