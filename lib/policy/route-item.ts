import { actionsOf, askRules, type RuleHit } from "./ask-rules.ts";
import {
  actCandidates,
  type Candidate,
  compareCandidates,
  policyCandidates,
  reviewCandidates,
  ruleReason,
} from "./candidates.ts";
import { InvalidRoutingInputError } from "./errors.ts";
import { collectFacts, type ItemFacts } from "./facts.ts";
import { UNSCORED_QUEUE } from "./queue-slugs.ts";
import type { RuleInForce } from "./rule.ts";
import type { Action, PolicyInForce, Reason, SignalSetValues } from "./schema.ts";
import { readSignals, type SignalValues } from "./signal-values.ts";
import type { ThresholdPair } from "./thresholds.ts";

/** A failure of ours says nothing about harm; a middling severity keeps it from being last. */
const UNSCORED_SEVERITY = 3;
/** From here on a reviewer is told how many people are watching: mistakes of either kind cost more. */
const REACH_REASON_VIEWS_PER_HOUR = 10_000;

export type RoutingInput = {
  /** Which item it is, for rules that sample. */
  itemId: string;
  item: ItemFacts;
  /** The sets in force for this item: champion models and the lexicon, no shadow models, no older versions. */
  signals: readonly SignalSetValues[];
  policies: readonly PolicyInForce[];
  /** Live ones and those in shadow. */
  rules: readonly RuleInForce[];
};

/** What rules left on the item, whatever its outcome. */
type Marks = { hits: RuleHit[]; tags: string[] };

export type Routing = Marks & Outcome;

type Outcome =
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
 * 2. The rules are asked in their order (see askRules). What hits may open a case (`review`, `sample`), hold
 *    automation (`hold-automatic`), set the severity of the case (`priority`), tag the item, or act (`act`).
 * 3. Severity × confidence orders all that speak; every one of them is listed as a reason, the decisive one first.
 * 4. An automatic decision needs all of: the strongest policy is at or above its automatic threshold, or a rule acts
 *    under it, with a restricting action it allows; no rule demands a person; no other policy of the same or a higher
 *    severity wants one (a sure spam verdict must not bury a possible suicide note); every model answered. Only the
 *    strongest one's action is taken.
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
  const { live, hits } = askRules(input.rules, collectFacts(item, signals));
  const tags = [...new Set(actionsOf(live, "tag").map(({ action }) => action.tag))];
  const candidates = [
    ...actCandidates(live, policies),
    ...policyCandidates(policies, signals, item.language),
    ...reviewCandidates(live, input.itemId, policies, signals),
  ].sort(compareCandidates);
  return { ...outcomeOf(candidates, live, tags, item, signals), hits, tags };
}

function outcomeOf(
  candidates: readonly Candidate[],
  rules: readonly RuleInForce[],
  tags: readonly string[],
  item: ItemFacts,
  signals: SignalValues,
): Outcome {
  const strongest = candidates[0];
  const severities = actionsOf(rules, "priority").map(({ action }) => action.severity);
  const set = severities.length > 0 ? Math.max(...severities) : null;
  const reasons = collectReasons(candidates, rules, tags, item, signals);
  if (!strongest) {
    if (item.scoringError === null) return { outcome: "allow" };
    const severity = set ?? UNSCORED_SEVERITY;
    return { outcome: "review", policy: null, queueSlug: UNSCORED_QUEUE, severity, confidence: 0, reasons };
  }
  const automatic = findAutomatic(candidates, rules, item);
  if (automatic) {
    const { policy, action, severity, confidence, reason } = automatic;
    return { outcome: "automatic", policy, action, severity, confidence, reasons: leadWith(reason, reasons) };
  }
  const { policy, queueSlug, severity, confidence, reason } =
    candidates.find((candidate) => candidate.action === null) ?? strongest;
  return {
    outcome: "review",
    policy,
    queueSlug,
    severity: set ?? severity,
    confidence,
    reasons: leadWith(reason, reasons),
  };
}

/** The strongest policy or acting rule, if it may act with no person. */
function findAutomatic(
  candidates: readonly Candidate[],
  rules: readonly RuleInForce[],
  item: ItemFacts,
): (Candidate & { policy: PolicyInForce; action: Action }) | null {
  if (item.scoringError !== null || actionsOf(rules, "hold-automatic").length > 0) return null;
  const ruled = new Set(
    candidates.flatMap(({ origin, action, policy }) =>
      origin === "act" && action !== null && policy ? [policy.code] : [],
    ),
  );
  // Where a rule acts under a policy, that policy's own wish for a person is answered.
  const voices = candidates.filter(
    ({ origin, action, policy }) =>
      origin !== "rule" && !(action === null && policy && ruled.has(policy.code)),
  );
  const [strongest] = voices;
  if (!strongest?.policy || strongest.action === null) return null;
  if (voices.some((other) => other.action === null && other.severity >= strongest.severity)) return null;
  return { ...strongest, policy: strongest.policy, action: strongest.action };
}

/** All reasons, the strongest first, then what holds for the item as a whole. */
function collectReasons(
  candidates: readonly Candidate[],
  rules: readonly RuleInForce[],
  tags: readonly string[],
  item: ItemFacts,
  signals: SignalValues,
): Reason[] {
  const reasons: Reason[] = [];
  const named = new Set<string>();
  const add = (reason: Reason) => {
    const key = reason.kind === "rule" ? (reason.ruleId ?? reason.name) : null;
    if (key !== null && named.has(key)) return;
    if (key !== null) named.add(key);
    reasons.push(reason);
  };
  for (const candidate of candidates) add(candidate.reason);
  const somethingToHold = candidates.some((candidate) => candidate.action !== null);
  if (somethingToHold) for (const { rule } of actionsOf(rules, "hold-automatic")) add(ruleReason(rule));
  for (const { rule } of actionsOf(rules, "priority")) add(ruleReason(rule));
  for (const tag of tags) reasons.push({ kind: "tag", tag });
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

/** The decisive reason first; two voices of one rule share one. */
function leadWith(first: Reason, reasons: readonly Reason[]): Reason[] {
  const same = (reason: Reason) =>
    reason === first || (reason.kind === "rule" && first.kind === "rule" && reason.ruleId === first.ruleId);
  return [first, ...reasons.filter((reason) => !same(reason))];
}

function checkInput(item: ItemFacts, policies: readonly PolicyInForce[]): void {
  if (!(item.reach >= 0 && item.reach < Number.POSITIVE_INFINITY)) {
    throw new InvalidRoutingInputError("reach", item.reach, "views per hour, 0 or more");
  }
  for (const field of ["reportCount", "mediaCount", "unscoredMediaCount"] as const) {
    if (!(item[field] >= 0)) throw new InvalidRoutingInputError(field, item[field], "a count");
  }
  for (const { code, severity, thresholds } of policies) {
    if (!(severity >= 1 && severity <= 5)) {
      throw new InvalidRoutingInputError(`severity of ${code}`, severity, "1 to 5");
    }
    for (const pair of [thresholds, ...Object.values(thresholds.languages ?? {})]) checkPair(code, pair);
  }
}

function checkPair(code: string, { automatic, review }: ThresholdPair): void {
  if (!(review >= 0 && review <= 1)) {
    throw new InvalidRoutingInputError(`review threshold of ${code}`, review, "a number in [0, 1]");
  }
  if (automatic !== null && !(automatic >= review && automatic <= 1)) {
    throw new InvalidRoutingInputError(`automatic threshold of ${code}`, automatic, "null, or review to 1");
  }
}
