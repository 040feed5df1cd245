import { describe, expect, test } from "vitest";
import {
  answerFrom,
  canTakeBack,
  choicesFor,
  choose,
  cite,
  type Draft,
  decisionFrom,
  draftFrom,
  EMPTY_DRAFT,
  holdFor,
  isUntouched,
  missingFrom,
  takeRecommended,
  toggleStrike,
  toKept,
} from "./draft.ts";
import { aPolicy } from "./testing/builders.ts";

const hate = aPolicy({ code: "H-2", allowedActions: ["remove", "limit_reach"] });
const spam = aPolicy({ code: "S-1", allowedActions: ["limit_reach", "suspend_account"] });
const policies = [hate, spam];

describe("choices", () => {
  test("are the actions of the citable policies, allow, and escalate where permitted", () => {
    expect(choicesFor({ permitted: ["decide", "escalate"], policies })).toEqual([
      "allow",
      "remove",
      "limit_reach",
      "suspend_account",
      "escalate",
    ]);
  });

  test("are none for someone who may only look", () => {
    expect(choicesFor({ permitted: ["claim"], policies })).toEqual([]);
  });
});

test("an action cites the first policy that permits it", () => {
  expect(choose(EMPTY_DRAFT, "suspend_account", policies).policyCode).toBe("S-1");
});

test("an action keeps the cited policy where that permits it", () => {
  const draft = cite(EMPTY_DRAFT, spam);
  expect(choose(draft, "limit_reach", policies).policyCode).toBe("S-1");
});

test("citing a policy drops an action it does not permit", () => {
  const draft = choose(EMPTY_DRAFT, "remove", policies);
  expect(cite(draft, spam)).toMatchObject({ policyCode: "S-1", choice: null });
});

const warned = aPolicy({ code: "H-3", allowedActions: ["remove", "warn", "suspend_account"] });
const chosen = (draft: Draft) => draft.measures.map(({ action }) => action);

describe("several measures in one decision", () => {
  test("toggle as a set, the strongest in front", () => {
    const both = choose(choose(EMPTY_DRAFT, "warn", [warned]), "remove", [warned]);
    expect([both.choice, chosen(both)]).toEqual(["remove", ["remove", "warn"]]);
    const one = choose(both, "remove", [warned]);
    expect([one.choice, chosen(one)]).toEqual(["warn", ["warn"]]);
    expect(choose(one, "warn", [warned])).toMatchObject({ choice: null, measures: [] });
  });

  test("give way to one that no policy permits beside them", () => {
    const draft = choose(choose(EMPTY_DRAFT, "remove", policies), "suspend_account", policies);
    expect([draft.policyCode, chosen(draft)]).toEqual(["S-1", ["suspend_account"]]);
  });

  test("are dropped, with their strike, when the item is allowed after all", () => {
    const struck = toggleStrike(choose(EMPTY_DRAFT, "remove", [warned]));
    expect(struck.strike).toBe(true);
    expect(choose(struck, "allow", [warned])).toMatchObject({ choice: "allow", measures: [], strike: false });
  });

  test("take what the ladder recommends beside what is chosen, and lose what cannot stand beside it", () => {
    const before = choose(choose(EMPTY_DRAFT, "remove", [warned]), "warn", [warned]);
    const draft = takeRecommended(before, warned, { action: "suspend_account", hours: 168 });
    expect(decisionFrom({ ...draft, privateNote: " third time " }, 4)).toEqual({
      version: 4,
      action: "suspend_account",
      hours: 168,
      measures: [{ action: "remove", hours: null }],
      strike: true,
      policyCode: "H-3",
      rationale: "",
      privateNote: "third time",
      reveals: 0,
    });
    expect(decisionFrom(holdFor(draft, "suspend_account", null), 4)).not.toHaveProperty("hours");
  });
});

test("an escalation needs a note, a restriction a policy, anything a choice", () => {
  expect(missingFrom(EMPTY_DRAFT)).toBe("choice");
  expect(missingFrom({ ...EMPTY_DRAFT, choice: "escalate", note: "  " })).toBe("note");
  expect(missingFrom({ ...EMPTY_DRAFT, choice: "remove" })).toBe("policy");
  expect(missingFrom({ ...EMPTY_DRAFT, choice: "allow" })).toBeNull();
});

test("an allowed item cites no policy, even if one was picked before", () => {
  const draft = choose(cite(EMPTY_DRAFT, hate), "allow", policies);
  expect(decisionFrom(draft, 3)).toEqual({
    version: 3,
    action: "allow",
    policyCode: null,
    rationale: "",
    reveals: 0,
  });
});

describe("an appeal", () => {
  test("has two answers and no action", () => {
    expect(choicesFor({ permitted: ["resolve", "extend"], policies })).toEqual(["uphold", "overturn"]);
  });

  test("is answered with a reason, and is no decision", () => {
    const draft = choose({ ...EMPTY_DRAFT, note: " " }, "overturn", policies);
    expect(missingFrom(draft)).toBe("reason");
    expect(answerFrom(draft, 3)).toBeNull();
    const whole = { ...draft, note: " It quotes to oppose. ", reveals: 2 };
    expect(answerFrom(whole, 3)).toEqual({
      version: 3,
      outcome: "overturned",
      reason: "It quotes to oppose.",
      reveals: 2,
    });
    expect(decisionFrom(whole, 3)).toBeNull();
    expect(canTakeBack("overturn")).toBe(false);
  });
});

test("a draft comes back from the server as it went, and one of an unknown choice keeps its words", () => {
  const written: Draft = { ...EMPTY_DRAFT, choice: "escalate", note: "half a thought", reveals: 1 };
  expect(draftFrom(toKept(written))).toEqual(written);
  expect(draftFrom({ ...toKept(written), choice: "shout" })).toEqual({ ...written, choice: null });
});

test("a draft is untouched until something is chosen or written; looking is no work", () => {
  expect(isUntouched({ ...EMPTY_DRAFT, reveals: 3 })).toBe(true);
  expect(isUntouched({ ...EMPTY_DRAFT, privateNote: "x" })).toBe(false);
});
