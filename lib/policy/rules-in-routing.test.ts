import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSampled } from "./ask-rules.ts";
import { type RoutingInput, routeItem } from "./route-item.ts";
import { anItem, aPolicy, aRule, modelSet } from "./routing.builders.ts";
import type { RuleAction } from "./rule.ts";

const sure = [modelSet({ hate: 0.99 })];
const HOLD: RuleAction = { kind: "hold-automatic" };
const never = { any: [] };

function route(overrides: Partial<RoutingInput>) {
  return routeItem({
    itemId: "item-1",
    item: anItem(),
    signals: [],
    policies: [aPolicy()],
    rules: [],
    ...overrides,
  });
}

describe("what a rule does", () => {
  it("one that demands a person turns an automatic decision into a case in its queue", () => {
    expect(route({ signals: sure, rules: [aRule()] })).toMatchObject({
      outcome: "review",
      queueSlug: "reported",
    });
  });

  it("one that only asks for review leaves automation alone", () => {
    const rules = [aRule({ actions: [{ kind: "review", queueSlug: "reported", severity: 5 }] })];
    expect(route({ signals: sure, rules }).outcome).toBe("automatic");
    expect(route({ rules })).toMatchObject({ outcome: "review", severity: 5, policy: null });
  });

  it("a hold keeps the policy's own queue and names the rule and its version", () => {
    const routing = route({ signals: sure, rules: [aRule({ actions: [HOLD], version: 7 })] });
    expect(routing).toMatchObject({ outcome: "review", queueSlug: "hate-harassment" });
    expect(routing).toHaveProperty("reasons.1", {
      kind: "rule",
      name: "Test rule",
      ruleId: "rule-1",
      version: 7,
    });
  });

  it("a hold alone opens no case", () => {
    expect(route({ rules: [aRule({ actions: [HOLD] })] }).outcome).toBe("allow");
  });

  it("a named policy gives its severity, and its signal its confidence if above a half", () => {
    const rules = [aRule({ actions: [{ kind: "review", queueSlug: "q", policyCode: "T-1" }, HOLD] })];
    expect(route({ rules })).toMatchObject({ severity: 3, confidence: 0.5 });
    const policies = [aPolicy({ thresholds: { automatic: null, review: 0.8 } })];
    const signals = [modelSet({ hate: 0.7 })];
    expect(route({ policies, signals, rules })).toMatchObject({ confidence: 0.7 });
  });

  it("a rule that names an unknown policy still routes", () => {
    const rules = [aRule({ actions: [{ kind: "review", queueSlug: "q", policyCode: "GONE" }] })];
    expect(route({ rules })).toMatchObject({ outcome: "review", policy: null, severity: 3 });
  });

  it("tags stay on the item whatever its outcome, each once", () => {
    const tagging: RuleAction[] = [{ kind: "tag", tag: "raid" }];
    const rules = [aRule({ actions: tagging }), aRule({ id: "rule-2", actions: tagging })];
    expect(route({ rules })).toMatchObject({ outcome: "allow", tags: ["raid"] });
    expect(route({ signals: sure, rules })).toMatchObject({
      outcome: "automatic",
      tags: ["raid"],
      reasons: [expect.anything(), { kind: "tag", tag: "raid" }],
    });
  });

  it("a priority sets the severity of the case, the highest of several, and opens none", () => {
    const rules = [
      aRule({ actions: [{ kind: "priority", severity: 4 }] }),
      aRule({ id: "rule-2", actions: [{ kind: "priority", severity: 2 }] }),
    ];
    expect(route({ rules }).outcome).toBe("allow");
    expect(route({ signals: [modelSet({ hate: 0.6 })], rules })).toMatchObject({
      outcome: "review",
      severity: 4,
    });
  });

  it("a sample takes about its share, always the same items", () => {
    const rules = [aRule({ actions: [{ kind: "sample", queueSlug: "quality", rate: 0.2 }] })];
    const ids = Array.from({ length: 5000 }, (_, n) => `item-${n}`);
    const drawn = ids.filter((itemId) => route({ itemId, rules }).outcome === "review");
    expect(drawn.length).toBeGreaterThan(900);
    expect(drawn.length).toBeLessThan(1100);
    expect(drawn).toEqual(ids.filter((itemId) => isSampled("rule-1", itemId, 0.2)));
  });
});

describe("a rule that acts", () => {
  const act = aRule({ actions: [{ kind: "act", policyCode: "T-1", action: "remove" }] });

  it("decides under its policy, which the decision names with its thresholds", () => {
    expect(route({ rules: [act] })).toMatchObject({
      outcome: "automatic",
      action: "remove",
      policy: { policyVersionId: "00000000-0000-7000-8000-000000000001", thresholds: { review: 0.5 } },
      reasons: [{ kind: "rule", version: 1 }],
    });
  });

  it("answers its own policy's wish for a person, and not that of another as grave", () => {
    expect(route({ signals: [modelSet({ hate: 0.6 })], rules: [act] }).outcome).toBe("automatic");
    const other = aPolicy({ code: "O-1", signal: "violence", severity: 4, queueSlug: "violence" });
    expect(
      route({ policies: [aPolicy(), other], signals: [modelSet({ violence: 0.6 })], rules: [act] }),
    ).toMatchObject({ outcome: "review", queueSlug: "violence" });
  });

  it("asks a person where the policy is gone, does not allow the action, is held, or a model failed", () => {
    expect(route({ policies: [], rules: [act] }).outcome).toBe("review");
    expect(route({ policies: [aPolicy({ allowedActions: ["allow", "warn"] })], rules: [act] })).toMatchObject(
      {
        outcome: "review",
        queueSlug: "hate-harassment",
      },
    );
    expect(route({ rules: [act, aRule({ id: "rule-2", actions: [HOLD] })] }).outcome).toBe("review");
    expect(route({ item: anItem({ scoringError: "timeout" }), rules: [act] }).outcome).toBe("review");
  });
});

describe("order and stop", () => {
  const first = aRule({ id: "a", position: 1, stop: true, actions: [{ kind: "tag", tag: "first" }] });
  const second = aRule({ id: "b", position: 2, actions: [{ kind: "tag", tag: "second" }] });

  it("after a rule that stops no later one is asked, however the list is ordered", () => {
    expect(route({ rules: [second, first] }).tags).toEqual(["first"]);
    expect(route({ rules: [second, { ...first, stop: false }] }).tags).toEqual(["first", "second"]);
  });

  it("a rule that does not hit stops nothing", () => {
    expect(route({ rules: [{ ...first, condition: never }, second] }).tags).toEqual(["second"]);
  });

  it("a rule in shadow is recorded, and neither acts, holds, tags nor stops", () => {
    const shadow = aRule({
      id: "s",
      version: 3,
      shadow: true,
      stop: true,
      actions: [HOLD, { kind: "tag", tag: "x" }, { kind: "act", policyCode: "T-1", action: "remove" }],
    });
    expect(route({ rules: [shadow] })).toEqual({
      outcome: "allow",
      tags: [],
      hits: [{ ruleId: "s", version: 3, shadow: true }],
    });
    const { hits: _, ...with_ } = route({ signals: sure, rules: [shadow, { ...second, position: 9 }] });
    const { hits: __, ...without } = route({ signals: sure, rules: [{ ...second, position: 9 }] });
    expect(with_).toEqual(without);
  });

  it("rules in shadow never change what routing does, whatever they say", () => {
    const actions = fc.array(
      fc.constantFrom<RuleAction>(
        HOLD,
        { kind: "review", queueSlug: "q" },
        { kind: "tag", tag: "t" },
        { kind: "priority", severity: 5 },
        { kind: "sample", queueSlug: "q", rate: 1 },
        { kind: "act", policyCode: "T-1", action: "remove" },
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), actions, fc.boolean(), (hate, does, stop) => {
        const signals = [modelSet({ hate })];
        const shadow = aRule({ id: "s", position: -1, shadow: true, stop, actions: does });
        const { hits: _, ...seen } = route({ signals, rules: [shadow, second] });
        const { hits: __, ...expected } = route({ signals, rules: [second] });
        expect(seen).toEqual(expected);
      }),
    );
  });
});

describe("thresholds per language", () => {
  const policies = [
    aPolicy({
      thresholds: {
        automatic: 0.9,
        review: 0.5,
        automaticLanguages: ["en"],
        languages: { fa: { automatic: null, review: 0.3 }, "fa-AF": { automatic: 0.8, review: 0.2 } },
      },
    }),
  ];

  it.each([
    ["en", 0.4, "allow"],
    ["en", 0.95, "automatic"],
    ["de", 0.95, "review"],
    ["fa", 0.29, "allow"],
    ["fa", 0.3, "review"],
    ["fa-IR", 1, "review"],
    ["fa-AF", 0.25, "review"],
    ["fa-AF", 0.8, "automatic"],
    ["fab", 0.4, "allow"],
    [null, 0.4, "allow"],
  ])("an item in %s with %d ends in %s", (language, hate, outcome) => {
    expect(route({ item: anItem({ language }), policies, signals: [modelSet({ hate })] }).outcome).toBe(
      outcome,
    );
  });

  it("the reason names the threshold that counted", () => {
    const routing = route({ item: anItem({ language: "fa" }), policies, signals: [modelSet({ hate: 0.4 })] });
    expect(routing).toMatchObject({ reasons: [{ kind: "signal", threshold: 0.3 }] });
  });
});
