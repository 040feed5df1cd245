import { describe, expect, test } from "vitest";
import { ACTIONS, type Action } from "./actions.ts";
import {
  arrange,
  goTogether,
  type Measure,
  measureProblem,
  type Restriction,
  toggleMeasure,
} from "./measures.ts";

const RESTRICTIONS = ACTIONS.filter((action): action is Restriction => action !== "allow");
const forGood = (...actions: Restriction[]): Measure[] => actions.map((action) => ({ action, hours: null }));
const names = (measures: readonly Measure[]) => measures.map(({ action }) => action);

describe("what may stand in one decision", () => {
  test.each<[Restriction, Restriction, boolean]>([
    ["remove", "warn", true],
    ["remove", "suspend_account", true],
    ["remove", "limit_reach", false],
    ["limit_reach", "warn", true],
    ["limit_reach", "suspend_account", true],
    ["warn", "suspend_account", false],
    ["warn", "warn", false],
  ])("%s with %s: %s", (a, b, together) => {
    expect([goTogether(a, b), goTogether(b, a)]).toEqual([together, together]);
  });

  test.each<[string, Measure[], Action[], string | undefined]>([
    ["one that the policy allows", forGood("remove"), ["remove"], undefined],
    ["two that it allows", forGood("remove", "warn"), ["remove", "warn"], undefined],
    ["one that it does not allow", forGood("remove", "warn"), ["remove"], "not_allowed"],
    ["the same twice", forGood("remove", "remove"), [...ACTIONS], "apart"],
    ["two that exclude each other", forGood("remove", "limit_reach"), [...ACTIONS], "apart"],
    ["a suspension with an end", [{ action: "suspend_account", hours: 168 }], [...ACTIONS], undefined],
    ["a removal with an end", [{ action: "remove", hours: 24 }], [...ACTIONS], "no_end"],
  ])("%s", (_name, measures, allowed, problem) => {
    expect(measureProblem(measures, allowed)?.kind).toBe(problem);
  });
});

describe("toggling", () => {
  test("adds, keeps the strongest first, and takes out again", () => {
    const both = toggleMeasure(toggleMeasure([], "warn"), "remove");
    expect(names(both)).toEqual(["remove", "warn"]);
    expect(names(toggleMeasure(both, "remove"))).toEqual(["warn"]);
  });

  test("never makes a set that a policy allowing all would refuse, whatever the order of the keys", () => {
    for (const a of RESTRICTIONS)
      for (const b of RESTRICTIONS)
        for (const c of RESTRICTIONS) {
          const set = [a, b, c].reduce<Measure[]>(toggleMeasure, []);
          expect(measureProblem(set, ACTIONS)).toBeNull();
          expect(arrange(set)).toEqual(set);
        }
  });
});
