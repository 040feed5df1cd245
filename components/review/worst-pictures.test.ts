import { expect, test } from "vitest";
import { worstPictures } from "./worst-pictures.ts";

const aSet = (values: Record<string, number>, detail: Record<string, unknown>) => ({
  source: "image-moderator",
  version: "1",
  provider: "cpu",
  latencyMs: 1,
  values,
  detail,
});

test("a picture is marked with the strongest signal it is the worst of; raw classes mark nothing", () => {
  const worst = worstPictures([
    aSet(
      { sexual: 0.7, violence: 0.9, image_neutral: 0.99 },
      { worst: { sexual: "a", violence: "a", image_neutral: "b" } },
    ),
  ]);
  expect([...worst]).toEqual([["a", { name: "violence", value: 0.9 }]]);
});

test("a set that names no pictures, or no value for them, is left alone", () => {
  expect(worstPictures([aSet({ hate: 0.9 }, {}), aSet({}, { worst: { sexual: "a" } })]).size).toBe(0);
});
