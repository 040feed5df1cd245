import { actionsOf, isSampled } from "./ask-rules.ts";
import { UNSCORED_QUEUE } from "./queue-slugs.ts";
import type { RuleInForce } from "./rule.ts";
import type { Action, PolicyInForce, Reason } from "./schema.ts";
import type { SignalValues } from "./signal-values.ts";
import { thresholdsFor } from "./thresholds.ts";

/** The severity of a rule that neither states one nor names a policy in force. */
const RULE_SEVERITY = 3;
/** A rule is no probability: what it finds counts as undecided, unless the named policy's own signal is surer. */
const RULE_CONFIDENCE = 0.5;

/** One voice about an item: a policy over its threshold, a rule that asks for review, or one that acts. */
export type Candidate = {
  origin: "policy" | "rule" | "act";
  policy: PolicyInForce | null;
  queueSlug: string;
  severity: number;
  /** In [0, 1]. */
  confidence: number;
  /** What automation would do; null when this voice asks for a person. */
  action: Action | null;
  reason: Reason;
};

/** Higher severity × confidence first, then higher severity; equal ones keep their order (the sort is stable). */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return b.severity * b.confidence - a.severity * a.confidence || b.severity - a.severity;
}

/** The policies that have something to say about these signals, in the order given. */
export function policyCandidates(
  policies: readonly PolicyInForce[],
  { models, acting, lexicon }: SignalValues,
  language: string | null,
): Candidate[] {
  return policies.flatMap((policy): Candidate[] => {
    const { signal, queueSlug, severity } = policy;
    const thresholds = thresholdsFor(policy.thresholds, language);
    const sure = acting.get(signal);
    const automatic =
      thresholds.automatic !== null && sure !== undefined && sure.value >= thresholds.automatic;
    const scored = automatic ? sure : models.get(signal);
    if (scored && scored.value >= thresholds.review) {
      const action = automatic ? automaticAction(policy) : null;
      const reason: Reason = {
        kind: "signal",
        signal,
        value: scored.value,
        threshold:
          action !== null && thresholds.automatic !== null ? thresholds.automatic : thresholds.review,
        policyCode: policy.code,
        source: scored.source,
        version: scored.version,
      };
      return [{ origin: "policy", policy, queueSlug, severity, confidence: scored.value, action, reason }];
    }
    // Where a model of ours speaks it replaces the word list; one for review only adds to it.
    if (sure) return [];
    const matched = lexicon.get(signal);
    if (!matched || matched.value < thresholds.review) return [];
    const reason: Reason = { kind: "lexicon", label: signal, terms: matched.terms };
    return [
      { origin: "policy", policy, queueSlug, severity, confidence: matched.value, action: null, reason },
    ];
  });
}

/** The voices of the rules that hit: a case each for `review` and for `sample` where the item is drawn. */
export function reviewCandidates(
  rules: readonly RuleInForce[],
  itemId: string,
  policies: readonly PolicyInForce[],
  signals: SignalValues,
): Candidate[] {
  const reviews = actionsOf(rules, "review").map(({ rule, action }): Candidate => {
    const policy = policies.find((known) => known.code === action.policyCode) ?? null;
    return {
      origin: "rule",
      policy,
      queueSlug: action.queueSlug,
      severity: action.severity ?? policy?.severity ?? RULE_SEVERITY,
      confidence: Math.max(RULE_CONFIDENCE, policy ? strongestValue(policy.signal, signals) : 0),
      action: null,
      reason: ruleReason(rule),
    };
  });
  const samples = actionsOf(rules, "sample")
    .filter(({ rule, action }) => isSampled(rule.id, itemId, action.rate))
    .map(
      ({ rule, action }): Candidate => ({
        origin: "rule",
        policy: null,
        queueSlug: action.queueSlug,
        severity: RULE_SEVERITY,
        confidence: RULE_CONFIDENCE,
        action: null,
        reason: ruleReason(rule),
      }),
    );
  return [...reviews, ...samples];
}

/**
 * The voices of the rules that act. People wrote down that this is certain, so the confidence is 1. Where the policy
 * is not in force, or does not allow the action any more, the rule asks for a person instead.
 */
export function actCandidates(
  rules: readonly RuleInForce[],
  policies: readonly PolicyInForce[],
): Candidate[] {
  return actionsOf(rules, "act").map(({ rule, action }): Candidate => {
    const policy = policies.find((known) => known.code === action.policyCode) ?? null;
    return {
      origin: "act",
      policy,
      queueSlug: policy?.queueSlug ?? UNSCORED_QUEUE,
      severity: policy?.severity ?? RULE_SEVERITY,
      confidence: 1,
      action: policy?.allowedActions.includes(action.action) ? action.action : null,
      reason: ruleReason(rule),
    };
  });
}

/** A rule as a reason: by name for the reader, by id and version for whoever must answer for it. */
export function ruleReason({ id, name, version }: RuleInForce): Reason {
  return { kind: "rule", name, ruleId: id, version };
}

function strongestValue(name: string, { models, lexicon }: SignalValues): number {
  return Math.max(models.get(name)?.value ?? 0, lexicon.get(name)?.value ?? 0);
}

/** A policy whose automatic action would leave the item up, or is not among its allowed ones, asks for a person. */
function automaticAction(policy: PolicyInForce): Action | null {
  const action = policy.automaticAction;
  if (action === null || action === "allow" || !policy.allowedActions.includes(action)) return null;
  return action;
}
