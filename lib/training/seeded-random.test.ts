import { expect, it } from "vitest";
import { seededRandom, shuffle } from "./seeded-random.ts";

it("gives the same numbers for the same seed, and others for another", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

it("shuffles without losing anything", () => {
  const items = Array.from({ length: 100 }, (_, at) => at);
  shuffle(items, seededRandom(3));
  expect(items).not.toEqual(items.toSorted((a, b) => a - b));
  expect(new Set(items).size).toBe(100);
});
