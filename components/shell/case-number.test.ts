import { expect, test } from "vitest";
import { parseCaseNumber } from "./case-number.ts";

test.each([
  ["48213", 48213],
  ["#48,213", 48213],
  [" ۴۸۲۱۳ ", 48213],
  ["٤٨٬٢١٣", 48213],
  ["hate", null],
  ["0", null],
  ["", null],
])("%s is case %s", (typed, number) => {
  expect(parseCaseNumber(typed)).toBe(number);
});
