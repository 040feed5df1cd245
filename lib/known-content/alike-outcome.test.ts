import { expect, test } from "vitest";
import { type AlikeOutcome, countOutcomes, type NewestDecision, outcomeOf } from "./alike-outcome.ts";

test.each<[string, string, NewestDecision | null, AlikeOutcome]>([
  ["removed by a person", "actioned", { action: "remove", reverses: false, onAppeal: false }, "remove"],
  ["looked at and allowed", "allowed", { action: "allow", reverses: false, onAppeal: false }, "allow"],
  ["allowed on appeal", "allowed", { action: "allow", reverses: true, onAppeal: true }, "allowed_on_appeal"],
  ["taken back by undo", "in_review", { action: "allow", reverses: true, onAppeal: false }, "waiting"],
  ["let through with nobody asked", "allowed", null, "passed"],
  ["waiting in a queue", "in_review", null, "waiting"],
  ["not scored yet", "pending", null, "waiting"],
])("%s", (_name, state, newest, outcome) => expect(outcomeOf(state, newest)).toBe(outcome));

test("outcomes are counted, the strictest first", () => {
  expect(countOutcomes(["allow", "remove", "allowed_on_appeal", "remove"])).toEqual([
    { outcome: "remove", count: 2 },
    { outcome: "allow", count: 1 },
    { outcome: "allowed_on_appeal", count: 1 },
  ]);
});
