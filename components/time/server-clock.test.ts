import { expect, test } from "vitest";
import { offsetFrom } from "./server-clock.ts";

const header = new Date("2026-01-01T12:00:00Z").toUTCString();
const at = (iso: string) => Date.parse(iso);

test("a browser clock five minutes fast is seen as such", () => {
  const asked = at("2026-01-01T12:05:00.400Z");
  expect(offsetFrom(header, asked, asked + 200)).toBe(-300_000);
});

test("less than the header can tell counts as no difference", () => {
  const asked = at("2026-01-01T12:00:01.000Z");
  expect(offsetFrom(header, asked, asked + 100)).toBe(0);
});

test("an answer without a date teaches nothing", () => {
  expect(offsetFrom(null, 0, 0)).toBeNull();
  expect(offsetFrom("yesterday", 0, 0)).toBeNull();
});
