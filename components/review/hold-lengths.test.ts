import { expect, it } from "vitest";
import { holdMinutes } from "./hold-lengths.ts";

const at = (hour: number, minute = 0) => new Date(2026, 4, 12, hour, minute);

it("until tomorrow ends at nine in the morning of the next day", () => {
  expect(holdMinutes("tomorrow", at(17, 30))).toBe(15.5 * 60);
  expect(holdMinutes("tomorrow", at(23, 59))).toBe(9 * 60 + 1);
});

it("a hold is never longer than the day that the server allows", () => {
  expect(holdMinutes("tomorrow", at(6))).toBe(24 * 60);
  expect(holdMinutes("hour", at(6))).toBe(60);
  expect(holdMinutes("hours", at(6))).toBe(240);
});
