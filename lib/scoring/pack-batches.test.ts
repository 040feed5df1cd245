import { expect, it } from "vitest";
import { type ModelRow, packBatches } from "./pack-batches.ts";
import { MAX_WINDOWS, splitWindows, WINDOW_UNITS } from "./split-windows.ts";
import { TOKEN_SLOTS } from "./token-features.ts";

const row = (length: number, tokens = 0): ModelRow => ({
  features: {
    indices: new Int32Array(length).fill(7),
    values: new Float32Array(length).fill(0.5),
    occurrences: null,
  },
  tokens:
    tokens === 0
      ? null
      : {
          count: tokens,
          ids: new Int32Array(tokens * TOKEN_SLOTS).fill(length + 1),
          starts: new Int32Array(tokens),
          ends: new Int32Array(tokens),
        },
});

it("packs every row once, whole, with nothing but padding beside it", () => {
  const lengths = [0, 1, 63, 64, 65, 300, 5_000, 40_000, 12, 300];
  const batches = [...packBatches(lengths.map((length) => row(length)))];
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

it("keeps each row's tokens its own, and bounds what they take", () => {
  const lengths = Array.from({ length: 600 }, (_, at) => 10 + (at % 7));
  for (const batch of packBatches(lengths.map((length, at) => row(length, 1 + (at % 50))))) {
    expect(batch.rows.length * batch.length).toBeLessThanOrEqual(1 << 13);
    batch.rows.forEach((at, place) => {
      const width = batch.length * TOKEN_SLOTS;
      const mine = batch.tokens?.subarray(place * width, (place + 1) * width) ?? new Int32Array(0);
      const expected = (lengths[at] as number) + 1;
      const count = (1 + (at % 50)) * TOKEN_SLOTS;
      expect(mine.every((id, cell) => id === (cell < count ? expected : 0))).toBe(true);
    });
  }
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
