import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("the wait doubles with every failure, is spread out, and never passes half a minute", () => {
  expect([1, 2, 3, 4].map((failures) => backoffMs(failures, 0))).toEqual([500, 1000, 2000, 4000]);
  expect(backoffMs(1, 0.999)).toBeLessThanOrEqual(1000);
  expect(backoffMs(40, 0.999)).toBeLessThanOrEqual(30_000);
});
