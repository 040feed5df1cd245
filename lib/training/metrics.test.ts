import { describe, expect, it } from "vitest";
import { bootstrapDraws, percentileInterval, wilsonInterval } from "./intervals.ts";
import { auc, confusion, expectedCalibrationError, macroF1, type Scored } from "./metrics.ts";
import { seededRandom } from "./seeded-random.ts";

const scored = (...pairs: [number, 0 | 1][]): Scored[] =>
  pairs.map(([score, y]) => ({ score, positive: y === 1 }));

describe("auc", () => {
  it("is 1 for a perfect order, 0 for the reverse, 0.5 for ties", () => {
    expect(auc(scored([0.1, 0], [0.2, 0], [0.3, 1], [0.9, 1]))).toBe(1);
    expect(auc(scored([0.9, 0], [0.1, 1]))).toBe(0);
    expect(auc(scored([0.5, 0], [0.5, 1], [0.5, 0]))).toBe(0.5);
  });

  it("counts pairs: 3 of 4 in order", () => {
    expect(auc(scored([0.1, 0], [0.4, 0], [0.35, 1], [0.8, 1]))).toBe(0.75);
  });

  it("is not defined with one class", () => {
    expect(auc(scored([0.1, 1], [0.2, 1]))).toBeNull();
    expect(auc([])).toBeNull();
  });
});

it("macro-F1 is the mean of both classes' F1, the threshold inclusive", () => {
  const four = scored([0.5, 1], [0.6, 0], [0.2, 1], [0.1, 0]);
  expect(confusion(four, 0.5)).toEqual({ hits: 1, falseAlarms: 1, misses: 1, passes: 1 });
  expect(macroF1(four, 0.5)).toBe(0.5);
  expect(macroF1(scored([0.5, 1]), 0.5)).toBeNull();
});

it("calibration error is 0 where probabilities come true and the gap where they do not", () => {
  expect(expectedCalibrationError(scored([0.5, 1], [0.5, 0]))).toBe(0);
  expect(expectedCalibrationError(scored([0.9, 0], [0.9, 1]))).toBeCloseTo(0.4, 10);
  expect(expectedCalibrationError(scored([1, 1], [0, 0]))).toBe(0);
});

describe("intervals", () => {
  it("Wilson's agrees with a published value: 15 of 20", () => {
    const [low, high] = wilsonInterval(15, 20) ?? [];
    expect(low).toBeCloseTo(0.5313, 4);
    expect(high).toBeCloseTo(0.8881, 4);
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("the bootstrap's covers the mean it was drawn around", () => {
    const items = Array.from({ length: 200 }, (_, at) => at % 2);
    const mean = (sample: readonly number[]) => sample.reduce((sum, one) => sum + one, 0) / sample.length;
    const [low, high] = percentileInterval(bootstrapDraws(items, mean, seededRandom(1))) ?? [0, 0];
    expect(low).toBeGreaterThan(0.4);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(high).toBeLessThan(0.6);
  });
});
