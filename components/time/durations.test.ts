import { describe, expect, test } from "vitest";
import { clockParts, durationParts, secondsLeft } from "./durations.ts";

test("a passed deadline has no seconds left, a started second does not count", () => {
  expect(secondsLeft("2026-01-01T00:00:00Z", Date.parse("2026-01-01T00:00:05Z"))).toBe(0);
  expect(secondsLeft("2026-01-01T00:00:10Z", Date.parse("2026-01-01T00:00:03.200Z"))).toBe(6);
});

describe("a duration is told in its two largest units", () => {
  test.each([
    [9, [{ unit: "second", value: 9 }]],
    [11 * 60 + 30, [{ unit: "minute", value: 11 }]],
    [3 * 3600, [{ unit: "hour", value: 3 }]],
    [
      3 * 3600 + 300,
      [
        { unit: "hour", value: 3 },
        { unit: "minute", value: 5 },
      ],
    ],
    [10 * 86400 + 7200, [{ unit: "day", value: 10 }]],
    [
      (3 * 365 + 62) * 86400,
      [
        { unit: "year", value: 3 },
        { unit: "month", value: 2 },
      ],
    ],
  ])("%d s", (seconds, parts) => {
    expect(durationParts(seconds)).toEqual(parts);
  });
});

test("a clock splits into hours, minutes and seconds", () => {
  expect(clockParts(581)).toEqual({ hours: 0, minutes: 9, seconds: 41 });
  expect(clockParts(3725)).toEqual({ hours: 1, minutes: 2, seconds: 5 });
});
