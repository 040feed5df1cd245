import { describe, expect, it } from "vitest";
import { LABELS } from "#lib/scoring/labels.ts";
import { DSA_CATEGORIES } from "./dsa.ts";
import { routeItem } from "./route-item.ts";
import { anItem, lexiconSet, modelSet } from "./routing.builders.ts";
import { ruleInForceSchema } from "./rule.ts";
import { policyInForceSchema, type SignalSetValues } from "./schema.ts";
import { seedPolicies, seedThresholds } from "./seed-policies.ts";
import { SEED_QUEUES } from "./seed-queues.ts";
import { SEED_RULES } from "./seed-rules.ts";

const policies = seedPolicies().map((policy) => ({ ...policy, policyVersionId: policy.code, version: 1 }));
const rules = SEED_RULES.filter(({ enabled }) => enabled).map((rule, position) => ({
  ...rule,
  id: String(position),
  version: 1,
  position,
  shadow: false,
}));
const slugs = new Set(SEED_QUEUES.map((queue) => queue.slug));

function route(signals: SignalSetValues[], overrides: Parameters<typeof anItem>[0] = {}) {
  return routeItem({ itemId: "item-1", item: anItem(overrides), signals, policies, rules });
}

describe("seed data", () => {
  it("every policy and rule is what routing expects", () => {
    for (const policy of policies) expect(() => policyInForceSchema.parse(policy)).not.toThrow();
    for (const rule of rules) expect(() => ruleInForceSchema.parse(rule)).not.toThrow();
  });

  it("each of the eight labels has exactly one policy", () => {
    for (const label of LABELS) expect(policies.filter((policy) => policy.signal === label)).toHaveLength(1);
  });

  it("codes, slugs and names are unique, and what is named exists", () => {
    expect(new Set(policies.map((policy) => policy.code)).size).toBe(policies.length);
    expect(slugs.size).toBe(SEED_QUEUES.length);
    expect(new Set(SEED_RULES.map((rule) => rule.name)).size).toBe(SEED_RULES.length);
    for (const policy of policies) {
      expect(slugs).toContain(policy.queueSlug);
      expect(DSA_CATEGORIES).toContain(policy.dsaCategory);
      if (policy.automaticAction) expect(policy.allowedActions).toContain(policy.automaticAction);
    }
    for (const action of SEED_RULES.flatMap(({ actions }) => actions)) {
      if (action.kind !== "review") continue;
      expect(slugs).toContain(action.queueSlug);
      if (action.policyCode) expect(policies.map((policy) => policy.code)).toContain(action.policyCode);
    }
  });

  it("every policy can be read in Farsi and gives two to four examples of each kind", () => {
    for (const { translations, examples } of policies) {
      expect(translations.fa?.title).toBeTruthy();
      expect(translations.fa?.text).toMatch(/[\u0600-\u06ff]/);
      for (const list of [examples.allowed, examples.notAllowed]) {
        expect(list.length).toBeGreaterThanOrEqual(2);
        expect(list.length).toBeLessThanOrEqual(4);
      }
    }
  });

  it("a card cannot make self-harm, threats, harassment or slurs automatic, nor hide the word list", () => {
    const sure = { automatic: 0.5, review: 0.4 };
    const card = {
      thresholds: { self_harm: sure, violence: sure, harassment: sure, slur: sure, hate: sure },
    };
    const thresholds = seedThresholds(card);
    for (const code of ["C-1", "V-1", "B-1", "H-1"]) expect(thresholds[code]?.automatic).toBeNull();
    expect(thresholds["H-2"]).toEqual({ ...sure, automatic: 0.9 });
    expect(thresholds["C-1"]?.review).toBe(0.3);
    const { harassment: _, ...others } = card.thresholds;
    expect(seedThresholds({ thresholds: others })["B-1"]).toEqual(seedThresholds(null)["B-1"]);
    expect(() => seedThresholds({ thresholds: { hate: { automatic: 0.1, review: 0.5 } } })).toThrow();
  });
});

describe("a card with heads", () => {
  const head = {
    label: "spam",
    use: "automatic" as const,
    automatic: { value: 0.9 },
    review: { value: 0.4 },
  };

  it("gives its measured thresholds", () => {
    expect(seedThresholds({ heads: [head] })["S-1"]).toEqual({ automatic: 0.9, review: 0.4 });
  });

  it("that is for review only never acts, whatever was measured", () => {
    const heads = [{ ...head, use: "review-only" as const }];
    expect(seedThresholds({ heads })["S-1"]).toEqual({ automatic: null, review: 0.4 });
  });

  it("without a review threshold leaves the default, without heads or thresholds is refused", () => {
    expect(seedThresholds({ heads: [{ ...head, review: null }] })).toEqual(seedThresholds(null));
    expect(() => seedThresholds({} as never)).toThrow();
  });
});

describe("a fresh installation", () => {
  it("sends a self-harm phrase to care, with or without a model that gives self_harm", () => {
    for (const values of [{}, { self_harm: 0 }] as Record<string, number>[]) {
      const routing = route([modelSet({ ...values, spam: 0.99 }), lexiconSet("self_harm", 0.4)]);
      expect(routing).toMatchObject({ outcome: "review", queueSlug: "care", severity: 5 });
    }
  });

  it("sends a slur on the word list to a person, and never acts on it", () => {
    expect(route([modelSet({ hate: 0.1 }), lexiconSet("slur", 0.9)])).toMatchObject({
      outcome: "review",
      queueSlug: "hate-harassment",
      policy: { code: "H-1" },
    });
  });

  it("sends an image that no model saw to the images queue", () => {
    const image = { kind: "image", mediaCount: 1, unscoredMediaCount: 1 };
    expect(route([modelSet({ hate: 0.1 })], image)).toMatchObject({ outcome: "review", queueSlug: "images" });
    expect(route([modelSet({ hate: 0.1 })], { ...image, kind: "post" }).outcome).toBe("allow");
  });

  it("removes sure spam, but not before a large audience", () => {
    const spam = [modelSet({ spam: 0.99 })];
    expect(route(spam)).toMatchObject({ outcome: "automatic", action: "remove" });
    expect(route(spam, { reach: 50_000 })).toMatchObject({ outcome: "review", queueSlug: "spam-scams" });
    expect(route(spam, { reach: 49_999 }).outcome).toBe("automatic");
  });

  it("one report brings a person, and does not protect sure spam", () => {
    const reported = { reportCount: 1, reportReliability: 0.5 };
    expect(route([], reported)).toMatchObject({ outcome: "review", queueSlug: "reported" });
    expect(route([], { ...reported, reportCount: 0 }).outcome).toBe("allow");
    expect(route([modelSet({ spam: 0.99 })], reported).outcome).toBe("automatic");
  });
});
