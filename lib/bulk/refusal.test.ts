import { describe, expect, it } from "vitest";
import { isOneByOne, type OpenCase, refusalOf } from "./refusal.ts";

const OPEN: OpenCase = {
  id: "c",
  version: 3,
  purpose: "triage",
  severity: 2,
  oneByOne: null,
  taken: false,
  mine: true,
};

describe("what is decided with others, and what is not", () => {
  it.each([
    ["a light case that is free", {}, 3, null],
    ["an account's case", { purpose: "accounts" }, 3, null],
    ["an appeal", { purpose: "appeals" }, 3, "other_purpose"],
    ["a case of the prevalence sample", { purpose: "prevalence" }, 3, "other_purpose"],
    ["a second look", { purpose: "quality" }, 3, "other_purpose"],
    ["an escalation", { purpose: "escalation" }, 3, "other_purpose"],
    ["a severe case", { severity: 4 }, 3, "one_by_one"],
    ["a severe case whose policy allows it", { severity: 5, oneByOne: false }, 3, null],
    ["a light case whose policy forbids it", { severity: 1, oneByOne: true }, 3, "one_by_one"],
    ["a case of a queue that is not this person's", { mine: false }, 3, "not_allowed"],
    ["a case in somebody's hands", { taken: true }, 3, "claimed"],
    ["a case that changed since it was seen", {}, 2, "changed"],
    ["a case that opened since it was seen", {}, null, "changed"],
    ["a case nobody has looked at yet", {}, undefined, null],
  ] as const)("%s", (_what, change, seen, reason) => {
    expect(refusalOf({ ...OPEN, ...change }, seen)).toBe(reason);
  });

  it("an item without an open case", () => {
    expect(refusalOf(null, null)).toBe("no_open_case");
  });
});

it("a policy's own word counts before its severity", () => {
  expect([1, 2, 3, 4, 5].map((severity) => isOneByOne(severity, null))).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  expect([isOneByOne(5, false), isOneByOne(1, true)]).toEqual([false, true]);
});
