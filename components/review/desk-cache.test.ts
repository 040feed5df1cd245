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
  expect(claimStateOf({ claim }, noon)).toBe("mine");
  expect(claimStateOf({ claim }, noon + 11 * 60_000)).toBe("lapsed");
  expect(claimStateOf({ claim: { ...claim, mine: false } }, noon)).toBe("theirs");
  expect(claimStateOf({ claim: { ...claim, mine: false } }, noon + 11 * 60_000)).toBe("free");
  expect(claimStateOf({ claim: null }, noon)).toBe("free");
});

test("a late answer does not overwrite a newer one", () => {
  const newer = aCase({ version: 3 });
  expect(newerView(newer, aCase({ version: 2 }))).toBe(newer);
});
