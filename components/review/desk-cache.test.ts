import { expect, test } from "vitest";
import { claimStateOf, newerView, withCaseGone, withDecisionCounted } from "./desk-cache.ts";
import { aCase, aQueue } from "./testing/builders.ts";

const noon = Date.parse("2026-01-01T12:00:00Z");
const claim = { userId: "u", userName: "U", mine: true, expiresAt: "2026-01-01T12:10:00Z" };

test("a decided case leaves its own queue's count and no other", () => {
  const queues = [aQueue({ openCases: 2 }), aQueue({ slug: "spam", openCases: 5 })];
  expect(withCaseGone(queues, "hate")?.map((queue) => queue.openCases)).toEqual([1, 5]);
});

test("a count never falls below zero", () => {
  expect(withCaseGone([aQueue({ openCases: 0, claimedCases: 0 })], "hate")?.[0]).toMatchObject({
    openCases: 0,
    claimedCases: 0,
  });
});

test("a heavy case counts as a decision and as exposure", () => {
  const stats = { decidedToday: 4, medianSeconds: 30, perHour: [1, 3] };
  expect(withDecisionCounted(stats)).toMatchObject({ decidedToday: 5, perHour: [1, 4] });
});

test("a claim ends when its time does, whatever the last answer said", () => {
  const later = noon + 11 * 60_000;
  expect(claimStateOf({ claim, hold: null }, noon)).toBe("mine");
  expect(claimStateOf({ claim, hold: null }, later)).toBe("lapsed");
  expect(claimStateOf({ claim: { ...claim, mine: false }, hold: null }, noon)).toBe("theirs");
  expect(claimStateOf({ claim: { ...claim, mine: false }, hold: null }, later)).toBe("free");
  expect(claimStateOf({ claim: null, hold: null }, noon)).toBe("free");
});

test("a case on hold is its holder's to resume and not to decide, until the hold ends", () => {
  const hold = { since: "2026-01-01T11:00:00Z", reason: "waiting" };
  expect(claimStateOf({ claim, hold }, noon)).toBe("held");
  expect(claimStateOf({ claim, hold }, noon + 11 * 60_000)).toBe("lapsed");
  expect(claimStateOf({ claim: { ...claim, mine: false }, hold }, noon)).toBe("theirs");
});

test("a late answer does not overwrite a newer one", () => {
  const newer = aCase({ version: 3 });
  expect(newerView(newer, aCase({ version: 2 }))).toBe(newer);
});
