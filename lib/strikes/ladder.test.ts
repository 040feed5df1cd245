import { describe, expect, test } from "vitest";
import { type CountedStrike, counts, INSTALLED_LADDER, recommend, strikeDays, strikeEnd } from "./ladder.ts";

const NOW = new Date("2026-11-25T12:00:00Z");
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const strike = (over: Partial<CountedStrike> = {}): CountedStrike => ({
  policyCode: "H-2",
  expiresAt: inDays(10),
  takenBack: false,
  ...over,
});
const H2 = {
  code: "H-2",
  severity: 4,
  allowedActions: ["remove", "limit_reach", "warn", "suspend_account"],
} as const;

describe("a strike counts", () => {
  test.each<[string, Partial<CountedStrike>, boolean]>([
    ["before its end", {}, true],
    ["no more at its end", { expiresAt: NOW }, false],
    ["no more after its end", { expiresAt: inDays(-1) }, false],
    ["no more once it was taken back", { takenBack: true }, false],
  ])("%s", (_name, over, expected) => expect(counts(strike(over), NOW)).toBe(expected));
});

test.each([
  [0, 30],
  [1, 30],
  [4, 365],
  [9, 365],
])("severity %d counts for %d days", (severity, days) => {
  expect(strikeDays(INSTALLED_LADDER, severity)).toBe(days);
  expect(strikeEnd(INSTALLED_LADDER, severity, NOW)).toEqual(inDays(days));
});

describe("the ladder recommends", () => {
  test.each([
    [0, 1, { action: "warn", hours: null }],
    [1, 2, { action: "limit_reach", hours: 24 }],
    [2, 3, { action: "suspend_account", hours: 168 }],
    [3, 4, { action: "suspend_account", hours: null }],
    [7, 8, { action: "suspend_account", hours: null }],
  ])("after %d counting strikes, as number %d: %j", (before, nth, step) => {
    const strikes = Array.from({ length: before }, () => strike());
    expect(recommend(strikes, H2, INSTALLED_LADDER, NOW)).toEqual({
      policyCode: "H-2",
      nth,
      days: 365,
      step,
      wanted: null,
    });
  });

  test("without counting expired strikes, those taken back and those under other policies", () => {
    const strikes = [
      strike({ expiresAt: inDays(-1) }),
      strike({ takenBack: true }),
      strike({ policyCode: "S-1" }),
    ];
    expect(recommend(strikes, H2, INSTALLED_LADDER, NOW).nth).toBe(1);
  });

  test("the nearest step below where the policy does not allow its own, and says which it wanted", () => {
    const mild = { ...H2, allowedActions: ["remove", "warn"] } as const;
    expect(recommend([strike(), strike()], mild, INSTALLED_LADDER, NOW)).toMatchObject({
      nth: 3,
      step: { action: "warn", hours: null },
      wanted: { action: "suspend_account", hours: 168 },
    });
  });

  test("nothing but the strike where the policy allows no step", () => {
    const only = { ...H2, allowedActions: ["remove"] } as const;
    expect(recommend([], only, INSTALLED_LADDER, NOW)).toMatchObject({
      step: null,
      wanted: { action: "warn", hours: null },
    });
  });
});
