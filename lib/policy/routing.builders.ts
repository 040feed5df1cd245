import type { ItemFacts } from "./facts.ts";
import type { RuleInForce } from "./rule.ts";
import type { PolicyInForce, SignalSetValues } from "./schema.ts";

/** Builders for tests of routing: a harmless default, overridden where the test says so. */
export function anItem(overrides: Partial<ItemFacts> = {}): ItemFacts {
  return {
    kind: "post",
    language: "en",
    surface: "forum",
    text: "good morning",
    reach: 0,
    reportCount: 0,
    reportReliability: 0,
    accountAgeDays: 400,
    mediaCount: 0,
    unscoredMediaCount: 0,
    accountFacts: {},
    itemFacts: {},
    scoringError: null,
    ...overrides,
  };
}

/** A policy of severity 3 on "hate" that removes at 0.9 and asks at 0.5. */
export function aPolicy(overrides: Partial<PolicyInForce> = {}): PolicyInForce {
  return {
    policyVersionId: "00000000-0000-7000-8000-000000000001",
    code: "T-1",
    version: 1,
    title: "Test",
    text: "Test",
    severity: 3,
    signal: "hate",
    queueSlug: "hate-harassment",
    thresholds: { automatic: 0.9, review: 0.5 },
    automaticAction: "remove",
    allowedActions: ["allow", "remove"],
    examples: { allowed: [], notAllowed: [] },
    translations: {},
    ...overrides,
  };
}

/** Values of one model. */
export function modelSet(values: Record<string, number>, source = "text-moderator"): SignalSetValues {
  return { source, version: "1", provider: "cpu", latencyMs: 1, values, detail: {} };
}

/** A lexicon match of one label. */
export function lexiconSet(label: string, value: number, term = "term"): SignalSetValues {
  return {
    source: "lexicon",
    version: "1",
    provider: null,
    latencyMs: null,
    values: { [label]: value },
    detail: { [label]: [{ term, start: 0, end: term.length }] },
  };
}

/** A live rule that always hits, asks for review and demands a person. */
export function aRule(overrides: Partial<RuleInForce> = {}): RuleInForce {
  return {
    id: "rule-1",
    version: 1,
    name: "Test rule",
    position: 0,
    condition: { all: [] },
    actions: [{ kind: "review", queueSlug: "reported" }, { kind: "hold-automatic" }],
    stop: false,
    shadow: false,
    ...overrides,
  };
}
