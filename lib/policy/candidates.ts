import type { RuleInForce } from "./rule.ts";
import type { Action, PolicyInForce, Reason } from "./schema.ts";
import type { SignalValues } from "./signal-values.ts";

/** The severity of a rule that neither states one nor names a policy in force. */
const RULE_SEVERITY = 3;
/** A rule is no probability: what it finds counts as undecided, unless the named policy's own signal is surer. */
const RULE_CONFIDENCE = 0.5;

/** One voice about an item: a policy over its threshold, or a rule that asks for review. */
export type Candidate = {
  origin: "policy" | "rule";
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
  { models, lexicon }: SignalValues,
  language: string | null,
): Candidate[] {
  return policies.flatMap((policy): Candidate[] => {
    const { signal, thresholds, queueSlug, severity } = policy;
    const scored = models.get(signal);
    if (scored) {
      if (scored.value < thresholds.review) return [];
      const automatic =
        thresholds.automatic !== null &&
        scored.value >= thresholds.automatic &&
        measuredIn(language, thresholds.automaticLanguages);
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
    const matched = lexicon.get(signal);
    if (!matched || matched.value < thresholds.review) return [];
    const reason: Reason = { kind: "lexicon", label: signal, terms: matched.terms };
    return [
      { origin: "policy", policy, queueSlug, severity, confidence: matched.value, action: null, reason },
    ];
  });
}

/** Whether a threshold says something about this language: `en` covers en-GB; an unknown language is in no list. */
function measuredIn(language: string | null, languages: readonly string[] | undefined): boolean {
  if (!languages) return true;
  return languages.some((known) => language === known || language?.startsWith(`${known}-`) === true);
}

/** The voice of a rule whose condition holds; none for a rule that only holds automation. */
export function ruleCandidate(
  rule: RuleInForce,
  policies: readonly PolicyInForce[],
  signals: SignalValues,
): Candidate[] {
  const { effect } = rule;
  if (effect.kind !== "review") return [];
  const policy = policies.find((known) => known.code === effect.policyCode) ?? null;
  return [
    {
      origin: "rule",
      policy,
      queueSlug: effect.queueSlug,
      severity: effect.severity ?? policy?.severity ?? RULE_SEVERITY,
      confidence: Math.max(RULE_CONFIDENCE, policy ? strongestValue(policy.signal, signals) : 0),
      action: null,
      reason: { kind: "rule", name: rule.name },
    },
  ];
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
