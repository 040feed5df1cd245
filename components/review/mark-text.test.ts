import fc from "fast-check";
import { expect, test } from "vitest";
import { markText, strengthOf } from "./mark-text.ts";

test("words are marked by their share of the strongest", () => {
  const segments = markText("drive them out", [
    { start: 11, end: 14, weight: 0.3 },
    { start: 0, end: 5, weight: 1 },
  ]);
  expect(segments).toEqual([
    { start: 0, text: "drive", strength: 4 },
    { start: 5, text: " them ", strength: null },
    { start: 11, text: "out", strength: 2 },
  ]);
});

test("a word that speaks against the score is marked apart", () => {
  expect(strengthOf(-0.5, 1)).toBe("against");
  expect(strengthOf(0.05, 1)).toBeNull();
  expect(strengthOf(0, 0)).toBeNull();
});

test("whatever the spans, the segments join to the text", () => {
  const span = fc.record({
    start: fc.integer({ min: -3, max: 40 }),
    end: fc.integer({ min: -3, max: 40 }),
    weight: fc.float({ noNaN: true, min: -2, max: 2 }),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(span), (text, spans) => {
      const segments = markText(text, spans);
      expect(segments.map((segment) => segment.text).join("")).toBe(text);
    }),
  );
});
