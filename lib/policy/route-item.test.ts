import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidRoutingInputError, InvalidSignalError } from "./errors.ts";
import { type RoutingInput, routeItem } from "./route-item.ts";
import { anItem, aPolicy, aRule, lexiconSet, modelSet } from "./routing.builders.ts";
import { REVIEW_ONLY } from "./signal-marks.ts";

const care = aPolicy({
  code: "C-1",
  signal: "self_harm",
  severity: 5,
  queueSlug: "care",
  thresholds: { automatic: null, review: 0.3 },
  automaticAction: null,
});

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

describe("policies and models", () => {
  it.each([
    [0.49, "allow"],
    [0.5, "review"],
    [0.89, "review"],
    [0.9, "automatic"],
    [1, "automatic"],
  ])("a value of %d ends in %s: thresholds are inclusive", (hate, outcome) => {
    expect(route({ signals: [modelSet({ hate })] }).outcome).toBe(outcome);
  });

  it("an item that nothing speaks against is allowed", () => {
    expect(route({})).toEqual({ outcome: "allow", hits: [], tags: [] });
  });

  it.each([
    ["en", "automatic"],
    ["en-GB", "automatic"],
    ["de", "review"],
    ["eng", "review"],
    [null, "review"],
  ])("a threshold measured in English acts on %s with %s", (language, outcome) => {
    const policies = [aPolicy({ thresholds: { automatic: 0.9, review: 0.5, automaticLanguages: ["en"] } })];
    expect(route({ item: anItem({ language }), policies, signals: [modelSet({ hate: 1 })] }).outcome).toBe(
      outcome,
    );
  });

  it("a policy without an automatic threshold never acts", () => {
    const policies = [aPolicy({ thresholds: { automatic: null, review: 0.5 } })];
    expect(route({ policies, signals: [modelSet({ hate: 1 })] }).outcome).toBe("review");
  });

  it.each([
    { automaticAction: null },
    { automaticAction: "allow" as const },
    { automaticAction: "suspend_account" as const },
  ])(
    "a policy whose automatic action is $automaticAction (none, lenient, not allowed) asks a person",
    (o) => {
      expect(route({ policies: [aPolicy(o)], signals: [modelSet({ hate: 1 })] }).outcome).toBe("review");
    },
  );

  it("the reason names value, threshold, policy, source and version", () => {
    expect(route({ signals: [modelSet({ hate: 0.95 })] })).toMatchObject({
      outcome: "automatic",
      action: "remove",
      reasons: [
        {
          kind: "signal",
          signal: "hate",
          value: 0.95,
          threshold: 0.9,
          policyCode: "T-1",
          source: "text-moderator",
          version: "1",
        },
      ],
    });
  });

  it("the highest value over several models counts", () => {
    const signals = [modelSet({ hate: 0.2 }), modelSet({ hate: 0.7 }, "image-moderator")];
    expect(route({ signals })).toMatchObject({ outcome: "review", confidence: 0.7 });
  });

  describe("a set that is for review only", () => {
    const only = (values: Record<string, number>) => ({
      ...modelSet(values, "brought"),
      detail: { [REVIEW_ONLY]: true },
    });

    it("brings an item to people, however high it is, and never acts", () => {
      expect(route({ signals: [modelSet({ hate: 0.1 }), only({ hate: 1 })] })).toMatchObject({
        outcome: "review",
        reasons: [{ kind: "signal", value: 1, source: "brought" }],
      });
    });

    it("does not hold back what another model is sure of, which is the reason that is given", () => {
      expect(route({ signals: [modelSet({ hate: 0.95 }), only({ hate: 1 })] })).toMatchObject({
        outcome: "automatic",
        reasons: [{ kind: "signal", value: 0.95, source: "text-moderator" }],
      });
    });

    it("does not silence the word list, which speaks where no other model does", () => {
      const matched = lexiconSet("hate", 0.9);
      expect(route({ signals: [only({ hate: 0.01 }), matched] }).outcome).toBe("review");
      expect(route({ signals: [modelSet({ hate: 0.01 }), matched] }).outcome).toBe("allow");
    });
  });

  it("severity × confidence names the policy of a case, and all triggering policies are reasons", () => {
    const policies = [
      aPolicy({ code: "LOW", severity: 1, signal: "profanity", automaticAction: null }),
      aPolicy({ code: "HIGH", severity: 4, signal: "hate", automaticAction: null, queueSlug: "hate" }),
    ];
    const routing = route({ policies, signals: [modelSet({ profanity: 0.99, hate: 0.6 })] });
    expect(routing).toMatchObject({ outcome: "review", queueSlug: "hate", severity: 4 });
    expect(routing).toHaveProperty("policy.code", "HIGH");
    expect(routing).toHaveProperty("reasons.length", 2);
  });

  it("a graver policy that wants a person stops automation and takes the case", () => {
    const policies = [aPolicy({ code: "S-1", severity: 4, signal: "spam" }), care];
    const routing = route({ policies, signals: [modelSet({ spam: 0.99 }), lexiconSet("self_harm", 0.4)] });
    expect(routing).toMatchObject({ outcome: "review", queueSlug: "care", severity: 5 });
    expect(routing).toHaveProperty("reasons.0.kind", "lexicon");
  });

  it("a lighter policy that wants a person does not stop automation", () => {
    const policies = [aPolicy({ severity: 4 }), aPolicy({ code: "P", severity: 1, signal: "profanity" })];
    const routing = route({ policies, signals: [modelSet({ hate: 0.95, profanity: 0.6 })] });
    expect(routing).toMatchObject({ outcome: "automatic", reasons: { length: 2 } });
  });
});

describe("lexicon", () => {
  it("stands in for a label that no model gives", () => {
    const routing = route({
      policies: [care],
      signals: [modelSet({ hate: 0 }), lexiconSet("self_harm", 0.3, "x")],
    });
    expect(routing).toMatchObject({
      outcome: "review",
      queueSlug: "care",
      reasons: [{ kind: "lexicon", label: "self_harm", terms: ["x"] }],
    });
  });

  it("never acts by itself, however sure", () => {
    expect(route({ signals: [lexiconSet("hate", 1)] }).outcome).toBe("review");
  });

  it("does not route by itself where a model gives the label, but is shown", () => {
    const lexicon = lexiconSet("hate", 1);
    expect(route({ signals: [modelSet({ hate: 0.1 }), lexicon] }).outcome).toBe("allow");
    expect(route({ signals: [modelSet({ hate: 0.6 }), lexicon] })).toHaveProperty(
      "reasons.1.kind",
      "lexicon",
    );
  });

  it("a set whose detail cannot be read still routes", () => {
    const signals = [{ ...lexiconSet("self_harm", 0.9), detail: { self_harm: 7 } }];
    expect(route({ policies: [care], signals }).outcome).toBe("review");
  });
});

describe("what routing must never do", () => {
  it("an item that a model failed on is neither allowed nor actioned", () => {
    const item = anItem({ scoringError: "timeout" });
    expect(route({ item })).toMatchObject({
      outcome: "review",
      queueSlug: "unscored",
      reasons: [{ kind: "unscored", error: "timeout" }],
    });
    expect(route({ item, signals: [modelSet({ hate: 1 })] }).outcome).toBe("review");
  });

  it.each([Number.NaN, -0.01, 1.01, Number.POSITIVE_INFINITY])("a signal of %d is an error", (hate) => {
    expect(() => route({ signals: [modelSet({ hate })] })).toThrow(InvalidSignalError);
    expect(() => route({ signals: [modelSet({ unheard_of: hate })] })).toThrow(InvalidSignalError);
    expect(() => route({ signals: [lexiconSet("hate", hate)] })).toThrow(InvalidSignalError);
  });

  it.each([
    { item: anItem({ reach: Number.NaN }) },
    { item: anItem({ reach: -1 }) },
    { item: anItem({ reportCount: Number.NaN }) },
    { policies: [aPolicy({ thresholds: { automatic: null, review: Number.NaN } })] },
    { policies: [aPolicy({ thresholds: { automatic: 0.3, review: 0.5 } })] },
    { policies: [aPolicy({ severity: Number.NaN })] },
  ])("an incomparable fact or threshold is an error (%#)", (overrides) => {
    expect(() => route(overrides)).toThrow(InvalidRoutingInputError);
  });

  it("a value at or above the review threshold is never allowed, one below never acts", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, (hate, a, b) => {
        const thresholds = { automatic: Math.max(a, b), review: Math.min(a, b) };
        const { outcome } = route({ policies: [aPolicy({ thresholds })], signals: [modelSet({ hate })] });
        const expected =
          hate >= thresholds.automatic ? "automatic" : hate >= thresholds.review ? "review" : "allow";
        expect(outcome).toBe(expected);
      }),
    );
  });

  it("adding a rule never makes an outcome more lenient or more automatic than review", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, (hate) => {
        expect(route({ signals: [modelSet({ hate })], rules: [aRule()] }).outcome).toBe("review");
      }),
    );
  });
});
