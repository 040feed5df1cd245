import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgetState, type Seen, type Shift } from "./budget.ts";
import { DEFAULT_CARE_SETTINGS } from "./schema.ts";
import { careInForce } from "./settings.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const care = careInForce(DEFAULT_CARE_SETTINGS, {});
const seen = (count: number, severity: number, from = 50, seconds = 30): Seen[] =>
  Array.from({ length: count }, (_, index) => ({
    severity,
    seconds,
    at: ago(from - (index * from) / Math.max(1, count)),
  }));
const shift = (over: Partial<Shift> = {}): Shift => ({
  seen: [],
  lastBreakEndedAt: null,
  snoozedUntil: null,
  ...over,
});

test("only heavy content counts, by items and by minutes", () => {
  const state = budgetState(shift({ seen: [...seen(3, 4), ...seen(9, 2)] }), care, NOW);
  expect(state).toMatchObject({ items: 3, minutes: 1.5, share: 3 / 20, state: "fine", offer: null });
});

describe("a break is offered before the budget is spent", () => {
  test.each([
    [15, "fine", null],
    [16, "offer", "budget"],
    [19, "offer", "budget"],
    [20, "spent", "budget"],
  ] as const)("%i of 20 heavy items", (count, state, offer) => {
    expect(budgetState(shift({ seen: seen(count, 5) }), care, NOW)).toMatchObject({ state, offer });
  });

  test("minutes count as well as items", () => {
    const long = seen(4, 5, 50, 13 * 60);
    expect(budgetState(shift({ seen: long }), care, NOW)).toMatchObject({ items: 4, state: "offer" });
  });

  test("whatever is seen, an offer comes before the last of the budget", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 10, max: 99 }), (items, percent) => {
        const tuned = careInForce(
          {
            ...DEFAULT_CARE_SETTINGS,
            budget: { ...DEFAULT_CARE_SETTINGS.budget, items, minutes: 720 },
            breaks: { ...DEFAULT_CARE_SETTINGS.breaks, offerAt: percent / 100 },
          },
          {},
        );
        const first = Array.from({ length: items + 1 }, (_, count) => count).find(
          (count) => budgetState(shift({ seen: seen(count, 5, 10, 1) }), tuned, NOW).offer !== null,
        );
        expect(first).toBeLessThanOrEqual(items);
        expect(first).toBe(Math.ceil((items * percent) / 100));
      }),
    );
  });
});

test("a break taken quiets the offer until the budget is spent, and then until a quarter more", () => {
  const before = seen(17, 5, 60);
  const rested = (more: number) =>
    budgetState(
      shift({
        seen: [...before, ...Array.from({ length: more }, () => ({ severity: 5, seconds: 10, at: ago(1) }))],
        lastBreakEndedAt: ago(3),
      }),
      care,
      NOW,
    ).offer;
  expect([0, 2, 3, 7].map(rested)).toEqual([null, null, "budget", "budget"]);
});

test("later puts the offer off, and it comes back", () => {
  const full = { seen: seen(18, 5) };
  expect(budgetState(shift({ ...full, snoozedUntil: ago(-5) }), care, NOW).offer).toBeNull();
  expect(budgetState(shift({ ...full, snoozedUntil: ago(0) }), care, NOW).offer).toBe("budget");
});

test("an hour at a stretch earns a break too; a pause of a quarter of an hour ends a stretch", () => {
  const light = (minutes: number[]) => minutes.map((at): Seen => ({ severity: 1, seconds: 30, at: ago(at) }));
  const steady = light([60, 50, 40, 30, 20, 10, 1]);
  expect(budgetState(shift({ seen: steady }), care, NOW).offer).toBe("stretch");
  const paused = light([60, 50, 30, 20, 10, 1]);
  expect(budgetState(shift({ seen: paused }), care, NOW)).toMatchObject({
    offer: null,
    suggestAt: new Date(ago(30.5).getTime() + 3_600_000).toISOString(),
  });
  expect(budgetState(shift({ seen: steady, lastBreakEndedAt: ago(15) }), care, NOW).offer).toBeNull();
});

test("the break is foreseen from the pace of the last hour", () => {
  const { suggestAt } = budgetState(shift({ seen: seen(8, 5, 14, 10) }), care, NOW);
  // Eight in the last hour, eight more until the offer: an hour; the stretch of work is up sooner.
  expect(suggestAt).toBe(new Date(ago(14).getTime() - 10_000 + 3_600_000).toISOString());
});

test("nobody is offered a break where breaks are off, nor a budget where there is none", () => {
  const off = { ...care, breaks: null };
  expect(budgetState(shift({ seen: seen(30, 5) }), off, NOW)).toMatchObject({
    offer: null,
    state: "spent",
    suggestAt: null,
  });
  const free = { ...care, budget: null };
  expect(budgetState(shift({ seen: seen(30, 5, 10) }), free, NOW)).toMatchObject({
    share: 0,
    state: "fine",
    offer: null,
  });
});
