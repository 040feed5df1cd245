import { expect, test } from "vitest";
import { driftOf } from "./drift.ts";
import { mondayOf, mondaysOf, windowOf } from "./window.ts";

const bin = (signal: string, version: string, recent: boolean, at: number, count: number) => ({
  source: "text-moderator",
  version,
  signal,
  recent,
  bin: at,
  count,
});

test("drift is told within one model version, most moved first, and only from enough scores", () => {
  const drift = driftOf([
    ...[true, false].flatMap((recent) => [
      bin("hate", "1", recent, 0, 900),
      bin("hate", "1", recent, 9, 100),
    ]),
    bin("spam", "1", false, 0, 1000),
    bin("spam", "1", true, 0, 600),
    bin("spam", "1", true, 12, 400),
    bin("violence", "1", false, 0, 1000),
    bin("violence", "2", true, 12, 1000),
    bin("sexual", "1", false, 0, 1000),
    bin("sexual", "1", true, 12, 10),
  ]);
  expect(drift.map(({ signal }) => signal)).toEqual(["spam", "hate"]);
  expect(drift[0]).toMatchObject({ ks: 0.4, n: 1000, nBefore: 1000 });
  expect(drift[0]?.psi).toBeGreaterThan(0.2);
  expect(drift[1]?.psi).toBeCloseTo(0, 12);
});

test("a window begins on a Monday in UTC and ends now", () => {
  const sunday = new Date("2026-03-22T23:59:59Z");
  expect(mondayOf(sunday).toISOString()).toBe("2026-03-16T00:00:00.000Z");
  expect(mondayOf(new Date("2026-03-23T00:00:00Z")).toISOString()).toBe("2026-03-23T00:00:00.000Z");
  const { from, to } = windowOf(4, sunday);
  expect(mondaysOf(from, to)).toEqual(["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16"]);
});
