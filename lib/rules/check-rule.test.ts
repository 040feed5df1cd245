import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "#lib/policy/condition.ts";
import { type RuleContent, ruleContentSchema } from "#lib/policy/rule.ts";
import { checkRule, type RuleNames } from "./check-rule.ts";

const names: RuleNames = {
  facts: ["account.followers", "signal.toxic", "signal.bank:scams.match"],
  queues: ["spam-scams"],
  policies: [{ code: "S-1", allowedActions: ["allow", "remove"] }],
};
const rule = (overrides: Partial<RuleContent>): RuleContent => ({
  name: "A rule",
  condition: { all: [{ fact: "reach", operator: "gte", value: 1 }] },
  actions: [{ kind: "review", queueSlug: "spam-scams" }],
  stop: false,
  ...overrides,
});
const found = (overrides: Partial<RuleContent>) =>
  checkRule(rule(overrides), names).map(({ path, code, level }) => [path, code, level]);
const leaf = (condition: unknown) => found({ condition: { all: [condition as Condition] } });

describe("a rule that is right", () => {
  it.each([
    { fact: "reach", operator: "lt", value: 5 },
    { fact: "language", operator: "in", value: ["fa"] },
    { fact: "text", operator: "matches-lexicon", value: "spam" },
    { fact: "signal.bank:scams.match", operator: "gte", value: 1 },
    { fact: "lexicon.hate", operator: "exists", value: true },
    { fact: "account.followers", operator: "eq", value: true },
  ])("has nothing said about %j", (condition) => {
    expect(leaf(condition)).toEqual([]);
  });
});

describe("what is wrong is said at its field", () => {
  it.each([
    [{ fact: "", operator: "gte", value: 1 }, [["condition.all.0.fact", "missing", "error"]]],
    [{ fact: "reach", operator: "gte", value: "" }, [["condition.all.0.value", "missing", "error"]]],
    [{ fact: "reach", operator: "gte", value: "many" }, [["condition.all.0.value", "type", "error"]]],
    [{ fact: "language", operator: "in", value: [] }, [["condition.all.0.value", "missing", "error"]]],
    [{ fact: "language", operator: "gte", value: 1 }, [["condition.all.0.operator", "type", "error"]]],
    [{ fact: "reach", operator: "contains", value: "x" }, [["condition.all.0.operator", "type", "error"]]],
    [
      { fact: "langauge", operator: "eq", value: "fa" },
      [["condition.all.0.fact", "fact_unknown", "warning"]],
    ],
    [{ any: [] }, [["condition.all.0", "group_empty", "warning"]]],
  ])("%j", (condition, expected) => {
    expect(leaf(condition)).toEqual(expected);
  });

  it("in actions and the name too", () => {
    expect(
      found({
        name: " ",
        actions: [
          { kind: "review", queueSlug: "gone" },
          { kind: "tag", tag: "" },
          { kind: "act", policyCode: "S-1", action: "warn" },
          { kind: "act", policyCode: "S-9", action: "remove" },
        ],
      }),
    ).toEqual([
      ["name", "missing", "error"],
      ["actions.1.tag", "invalid", "error"],
      ["actions.0.queueSlug", "no_queue", "error"],
      ["actions.2.action", "action_not_allowed", "error"],
      ["actions.3.policyCode", "no_policy", "error"],
    ]);
    expect(found({ actions: [] })).toEqual([["actions", "missing", "error"]]);
  });

  it("and a condition that is too deep is refused as a whole", () => {
    let deep: Condition = { all: [] };
    for (let i = 0; i < 10; i++) deep = { any: [deep] };
    expect(found({ condition: deep })).toContainEqual(["condition", "too_deep", "error"]);
  });
});

it("whatever passes without an error is what the schema takes, and the other way round but for names", () => {
  const leafOf = fc.record({
    fact: fc.constantFrom("reach", "language", "text", "signal.toxic", "account.followers", "", "odd"),
    operator: fc.constantFrom("gte", "eq", "neq", "in", "not-in", "contains", "matches-lexicon", "exists"),
    value: fc.oneof(
      fc.integer(),
      fc.constantFrom("", "fa"),
      fc.boolean(),
      fc.array(fc.constantFrom("fa", "en")),
    ),
  });
  fc.assert(
    fc.property(leafOf, (one) => {
      const content = rule({ condition: { any: [one as unknown as Condition] } });
      const errors = checkRule(content, names).filter(({ level }) => level === "error");
      const passes = ruleContentSchema.safeParse(content).success;
      // The schema takes an empty word or list; the editor says that something is missing.
      if (!passes) expect(errors).not.toEqual([]);
      if (errors.length > 0 && passes) expect(errors.every(({ code }) => code === "missing")).toBe(true);
    }),
    { numRuns: 500 },
  );
});
