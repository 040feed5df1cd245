import { expect, it } from "vitest";
import { packBatches } from "./pack-batches.ts";
import { MAX_WINDOWS, splitWindows, WINDOW_UNITS } from "./split-windows.ts";
import type { TextFeatures } from "./text-features.ts";

const row = (length: number): TextFeatures => ({
  indices: new Int32Array(length).fill(7),
  values: new Float32Array(length).fill(0.5),
  occurrences: null,
});

it("packs every row once, whole, with nothing but padding beside it", () => {
  const lengths = [0, 1, 63, 64, 65, 300, 5_000, 40_000, 12, 300];
  const batches = [...packBatches(lengths.map(row))];
  expect(batches.flatMap((batch) => batch.rows).sort((a, b) => a - b)).toEqual(lengths.map((_, at) => at));
  for (const batch of batches) {
    batch.rows.forEach((at, place) => {
      const values = batch.values.subarray(place * batch.slots, (place + 1) * batch.slots);
      expect(values.reduce((sum, value) => sum + value, 0)).toBe((lengths[at] as number) / 2);
    });
  }
});

it("bounds the memory of a batch", () => {
  const batches = [...packBatches(Array.from({ length: 2_000 }, () => row(500)))];
  for (const batch of batches) expect(batch.indices.length).toBeLessThanOrEqual(1 << 17);
});

it("leaves a short text whole and covers a long one with overlap", () => {
  expect(splitWindows("short")).toEqual([{ text: "short", offset: 0 }]);
  const text = "x".repeat(WINDOW_UNITS * 3);
  const windows = splitWindows(text);
  expect(windows.length).toBe(4);
  for (const [at, { offset }] of windows.entries()) {
    const before = windows[at - 1];
    if (before) expect(offset).toBeLessThan(before.offset + before.text.length);
  }
  expect((windows.at(-1)?.offset ?? 0) + (windows.at(-1)?.text.length ?? 0)).toBe(text.length);
  expect(splitWindows("x".repeat(10_000_000)).length).toBe(MAX_WINDOWS);
});
