import { describe, expect, it } from "vitest";
import golden from "./text-features.golden.json" with { type: "json" };
import { extractFeatures, FEATURE_SPACE } from "./text-features.ts";

describe("extractFeatures", () => {
  it.each(golden)("gives $text the same row on every machine", ({ text, indices, values }) => {
    const features = extractFeatures(text);
    expect(Array.from(features.indices)).toEqual(indices);
    expect(features.values.length).toBe(values.length);
    for (const [at, value] of features.values.entries()) expect(value).toBeCloseTo(values[at] as number, 6);
  });

  it("has norm 1, half of it words and shape, half characters", () => {
    const { values } = extractFeatures("three little words");
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
  });

  it("has no features for what holds nothing", () => {
    for (const text of ["", " \n\t", "\u0000", "\u200b"])
      expect(extractFeatures(text).indices.length).toBe(0);
  });

  it("does not remember the text before", () => {
    const first = extractFeatures("some text");
    extractFeatures("another text, with some of the same words");
    expect(extractFeatures("some text")).toEqual(first);
  });

  it("says where every feature was seen, and gives the same row while doing so", () => {
    for (const text of ["You, SO stupid", "中文 测试", "a", "😂 \ud800 e\u0301", "@who https://x.example"]) {
      const plain = extractFeatures(text);
      const { indices, values, occurrences } = extractFeatures(text, true);
      expect({ indices, values }).toEqual({ indices: plain.indices, values: plain.values });
      expect(new Set(occurrences?.slots).size).toBe(indices.length);
      occurrences?.slots.forEach((_, at) => {
        const start = occurrences.starts[at] as number;
        const end = occurrences.ends[at] as number;
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
      });
    }
  });

  it("keeps to its space and to its bound, also for 100 kB", () => {
    const text = Array.from({ length: 16_000 }, (_, at) => `w${(at * 7919) % 10_007}`).join(" ");
    const { indices } = extractFeatures(text);
    expect(indices.length).toBeLessThan(7 * text.length + 10);
    expect(indices.every((index) => index >= 0 && index < FEATURE_SPACE)).toBe(true);
  });
});
