import { type Candidate, compareCandidates, policyCandidates, ruleCandidate } from "./candidates.ts";
import { evaluateCondition } from "./condition.ts";
import { InvalidRoutingInputError } from "./errors.ts";
import { collectFacts, type ItemFacts } from "./facts.ts";
import type { RuleInForce } from "./rule.ts";
import type { Action, PolicyInForce, Reason, SignalSetValues } from "./schema.ts";
import { readSignals, type SignalValues } from "./signal-values.ts";

/** Where items go that a model failed on and that nothing else claims. */
export const UNSCORED_QUEUE = "unscored";
/** A failure of ours says nothing about harm; a middling severity keeps it from being last. */
const UNSCORED_SEVERITY = 3;
/** From here on a reviewer is told how many people are watching: mistakes of either kind cost more. */
const REACH_REASON_VIEWS_PER_HOUR = 10_000;

export type RoutingInput = {
  item: ItemFacts;
  /** The sets in force for this item: champion models and the lexicon, no shadow models, no older versions. */
  signals: readonly SignalSetValues[];
  policies: readonly PolicyInForce[];
  rules: readonly RuleInForce[];
};

export type Routing =
  | { outcome: "allow" }
  | {
      outcome: "automatic";
      policy: PolicyInForce;
      action: Action;
      severity: number;
      confidence: number;
      reasons: Reason[];
    }
  | {
      outcome: "review";
      policy: PolicyInForce | null;
      queueSlug: string;
      severity: number;
      confidence: number;
      reasons: Reason[];
    };

/**
 * Decides where an item goes: allowed, decided by automation, or to a person. Pure; same input, same answer.
 *
 * 1. A policy compares the highest model value of its signal with its thresholds; both are inclusive. Where no
 *    model gives that signal, the lexicon stands in, for review only. Where one does, a lexicon match is shown as
 *    a reason and routes only through a rule.
 * 2. Every enabled rule whose condition holds adds a case for people (`review`) or a hold (`hold-automatic`).
 * 3. Severity × confidence orders all that speak; every one of them is listed as a reason, the decisive one first.
 * 4. An automatic decision needs all of: the strongest policy is at or above its automatic threshold, with a
 *    restricting action it allows; no rule demands a person; no policy of the same or a higher severity wants one
 *    (a sure spam verdict must not bury a possible suicide note); every model answered. Only the strongest
 *    policy's action is taken.
 * 5. Otherwise the strongest of those that asked for a person names policy, queue, severity and confidence; if
 *    none did (automation was merely held), the strongest of those that would have acted does.
 * 6. An item that a model failed on is never allowed silently: with nothing else against it, it goes to the
 *    `unscored` queue with confidence 0.
 *
 * Media without a model is routed by the seeded rule on `media.unscored`, so that a team can say otherwise.
 *
 * @throws InvalidSignalError if a signal is no number in [0, 1].
 * @throws InvalidRoutingInputError if a fact or threshold cannot be compared.
 */
export function routeItem(input: RoutingInput): Routing {
  const { item, policies } = input;
  checkInput(item, policies);
  const signals = readSignals(input.signals);
  const facts = collectFacts(item, signals);
  const rules = input.rules
    .filter((rule) => rule.enabled && evaluateCondition(rule.condition, facts))
    .sort((a, b) => a.position - b.position);
  const candidates = [
    ...policyCandidates(policies, signals, item.language),
    ...rules.flatMap((rule) => ruleCandidate(rule, policies, signals)),
  ].sort(compareCandidates);
  const strongest = candidates[0];
  if (!strongest) return item.scoringError === null ? { outcome: "allow" } : unscored(item, signals);

  const reasons = collectReasons(candidates, rules, item, signals);
  const automatic = findAutomatic(candidates, rules, item);
  if (automatic) {
    const { policy, action, severity, confidence, reason } = automatic;
    return { outcome: "automatic", policy, action, severity, confidence, reasons: leadWith(reason, reasons) };
  }
  const { policy, queueSlug, severity, confidence, reason } =
    candidates.find((candidate) => candidate.action === null) ?? strongest;
  return { outcome: "review", policy, queueSlug, severity, confidence, reasons: leadWith(reason, reasons) };
}

/** The strongest policy, if it may act with no person. */
function findAutomatic(
  candidates: readonly Candidate[],
  rules: readonly RuleInForce[],
  item: ItemFacts,
): (Candidate & { policy: PolicyInForce; action: Action }) | null {
  if (item.scoringError !== null) return null;
  if (rules.some(({ effect }) => effect.kind === "hold-automatic" || effect.holdsAutomatic)) return null;
  const policies = candidates.filter((candidate) => candidate.origin === "policy");
  const [strongest] = policies;
  if (!strongest?.policy || strongest.action === null) return null;
  if (policies.some((other) => other.action === null && other.severity >= strongest.severity)) return null;
  return { ...strongest, policy: strongest.policy, action: strongest.action };
}

/** All reasons, the strongest first, then what holds for the item as a whole. */
function collectReasons(
  candidates: readonly Candidate[],
  rules: readonly RuleInForce[],
  item: ItemFacts,
  signals: SignalValues,
): Reason[] {
  const reasons = candidates.map((candidate) => candidate.reason);
  const somethingToHold = candidates.some((candidate) => candidate.action !== null);
  for (const { effect, name } of rules) {
    if (effect.kind === "hold-automatic" && somethingToHold) reasons.push({ kind: "rule", name });
  }
  const shown = new Set(reasons.flatMap((reason) => (reason.kind === "lexicon" ? [reason.label] : [])));
  for (const [label, { terms }] of signals.lexicon) {
    if (!shown.has(label)) reasons.push({ kind: "lexicon", label, terms });
  }
  if (item.scoringError !== null) reasons.push({ kind: "unscored", error: item.scoringError });
  if (item.reportCount > 0) {
    reasons.push({ kind: "reports", count: item.reportCount, reliability: item.reportReliability });
  }
  if (item.reach >= REACH_REASON_VIEWS_PER_HOUR) reasons.push({ kind: "reach", viewsPerHour: item.reach });
  return reasons;
}

function leadWith(first: Reason, reasons: readonly Reason[]): Reason[] {
  return [first, ...reasons.filter((reason) => reason !== first)];
}

function unscored(item: ItemFacts, signals: SignalValues): Routing {
  return {
    outcome: "review",
    policy: null,
    queueSlug: UNSCORED_QUEUE,
    severity: UNSCORED_SEVERITY,
    confidence: 0,
    reasons: collectReasons([], [], item, signals),
  };
}

function checkInput(item: ItemFacts, policies: readonly PolicyInForce[]): void {
  if (!(item.reach >= 0 && item.reach < Number.POSITIVE_INFINITY)) {
    throw new InvalidRoutingInputError("reach", item.reach, "views per hour, 0 or more");
  }
  for (const field of ["reportCount", "mediaCount", "unscoredMediaCount"] as const) {
    if (!(item[field] >= 0)) throw new InvalidRoutingInputError(field, item[field], "a count");
  }
  for (const { code, severity, thresholds } of policies) {
    const { automatic, review } = thresholds;
    if (!(severity >= 1 && severity <= 5)) {
      throw new InvalidRoutingInputError(`severity of ${code}`, severity, "1 to 5");
    }
    if (!(review >= 0 && review <= 1)) {
      throw new InvalidRoutingInputError(`review threshold of ${code}`, review, "a number in [0, 1]");
    }
    if (automatic !== null && !(automatic >= review && automatic <= 1)) {
      throw new InvalidRoutingInputError(`automatic threshold of ${code}`, automatic, "null, or review to 1");
    }
  }
}
