import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { localisedName } from "#lib/localised-name.ts";
import {
  currentPolicies,
  type PolicyInForce,
  retiredPolicyOfCase,
  thresholdsFor,
} from "#lib/policy/index.ts";
import { isBlind } from "./blind.ts";
import { type DecisionRow, type LoadedCase, loadCase } from "./load-case.ts";
import { lookView, withoutCredit, withoutDecisions } from "./look-view.ts";
import { priorityNow, reporterReliability } from "./priority.ts";
import type { QuestionView } from "./question-schema.ts";
import type { CaseView, DecisionView, PolicyView } from "./schema.ts";

/** Everything the desk shows of one case, and what this person may do to it. @throws DomainError not_found */
export async function getCase(viewer: Viewer, caseNumber: number): Promise<CaseView> {
  assertCan(viewer, "cases:read");
  const [found, policies] = await Promise.all([loadCase(db(), caseNumber, viewer.userId), currentPolicies()]);
  if (!found || !can(viewer, "cases:read", { queue: found.queue.slug, policy: found.policyCode }))
    throw new DomainError("not_found", "There is no such case.");
  const unseen = found.look?.role === "second" ? withoutCredit(found) : found;
  const view = toView(viewer, unseen, await withRetired(policies, found));
  if (view.blind) return withoutHints(view);
  return found.look || found.lookingUserIds.includes(viewer.userId) ? withoutDecisions(view) : view;
}

/** The case with nothing of what was decided on its item, whoever asks. @throws DomainError not_found */
export async function getCaseUnseen(viewer: Viewer, caseNumber: number): Promise<CaseView> {
  return withoutDecisions(await getCase(viewer, caseNumber));
}

/**
 * The prevalence sample is judged blind, and stays so: what signals, reports and colleagues said would pull the
 * verdict towards what the system believes already, and prevalence would measure the system instead of the platform.
 */
function withoutHints(view: CaseView): CaseView {
  return {
    ...view,
    policyCode: null,
    reasons: [],
    account: null,
    history: [],
    decisions: [],
    signals: [],
    knownMatches: [],
    reports: [],
    questions: [],
  };
}

/** A case goes on under the policy it was opened for, also after that was retired. */
async function withRetired(policies: PolicyInForce[], found: LoadedCase): Promise<PolicyInForce[]> {
  const code = found.policyCode;
  if (code === null || policies.some((policy) => policy.code === code)) return policies;
  const retired = await retiredPolicyOfCase(db(), found.number, code);
  return retired ? [...policies, retired] : policies;
}

function toView(viewer: Viewer, found: LoadedCase, policies: PolicyInForce[]): CaseView {
  const { item, account } = found;
  const claim = liveClaim(found, viewer);
  return {
    number: found.number,
    version: found.version,
    state: found.state,
    queue: { slug: found.queue.slug, name: localisedName(found.queue) },
    blind: found.purpose === "prevalence",
    severity: found.severity,
    policyCode: found.policyCode,
    reasons: found.reasons,
    priority: priorityNow(found.priorityParts.base, found.createdAt, found.now),
    priorityParts: found.priorityParts,
    dueAt: found.dueAt.toISOString(),
    createdAt: found.createdAt.toISOString(),
    claim,
    hold: holdView(found, claim),
    draft: found.draft,
    item: {
      externalId: item.externalId,
      kind: item.kind,
      revision: item.revision,
      text: item.text,
      language: item.language,
      surface: item.surface,
      reach: item.reach,
      postedAt: item.postedAt?.toISOString() ?? null,
      receivedAt: item.receivedAt.toISOString(),
      media: found.media,
    },
    knownMatches: found.knownMatches,
    look: lookView(found),
    appeal: appealView(found),
    tookPart: found.excludedUserIds.includes(viewer.userId),
    revisions: found.revisions.map((one) => ({ ...one, receivedAt: one.receivedAt.toISOString() })),
    thread: found.thread,
    threadSize: item.threadSize,
    account: account && { ...account, platformCreatedAt: account.platformCreatedAt?.toISOString() ?? null },
    questions: found.questions.map((row) => toQuestionView(row, viewer)),
    history: found.history.map(toDecisionView),
    decisions: found.decisions.map(toDecisionView),
    signals: found.signals,
    reports: found.reports.map(({ reason, comment, createdAt, upheld, dismissed }) => ({
      reason,
      comment,
      reliability: reporterReliability(upheld, dismissed),
      upheld,
      dismissed,
      createdAt: createdAt.toISOString(),
    })),
    policies: orderPolicies(citable(viewer, policies), found.policyCode).map((policy) =>
      toPolicyView(policy, item.language),
    ),
    permitted: permitted(viewer, found, claim),
    undo: undoable(viewer, found),
  };
}

function liveClaim(found: LoadedCase, viewer: Viewer): CaseView["claim"] {
  if (
    found.state !== "open" ||
    !found.claimedById ||
    !found.claimExpiresAt ||
    found.claimExpiresAt <= found.now
  )
    return null;
  return {
    userId: found.claimedById,
    userName: found.claimedByName ?? "",
    mine: found.claimedById === viewer.userId,
    expiresAt: found.claimExpiresAt.toISOString(),
  };
}

/** That a case lies on hold, and why; on one that is judged blind the words are its holder's alone. */
function holdView(found: LoadedCase, claim: CaseView["claim"]): CaseView["hold"] {
  if (!claim || !found.heldAt || found.holdReason === null) return null;
  if (!claim.mine && isBlind(found.purpose)) return null;
  return { since: found.heldAt.toISOString(), reason: found.holdReason };
}

function toQuestionView(row: LoadedCase["questions"][number], { userId }: Viewer): QuestionView {
  const { askerId, colleagueId, seen, askedAt, answeredAt, ...shown } = row;
  return {
    ...shown,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    mine: askerId === userId ? "asker" : colleagueId === userId ? "colleague" : "none",
    fresh: askerId === userId && answeredAt !== null && !seen,
  };
}

/** What the page may offer; every use case checks it again. */
function permitted(viewer: Viewer, found: LoadedCase, claim: CaseView["claim"]): CaseView["permitted"] {
  const subject = { queue: found.queue.slug, policy: found.policyCode };
  if (!can(viewer, "cases:decide", subject)) return [];
  if (found.state !== "open") return undoable(viewer, found) ? ["undo"] : [];
  if (found.excludedUserIds.includes(viewer.userId)) return [];
  if (!claim) return ["claim"];
  if (!claim.mine) return can(viewer, "cases:take_over", subject) ? ["take_over"] : [];
  const ask = isBlind(found.purpose) ? [] : (["ask"] as const);
  if (found.heldAt) return ["resume", "release", "hand_over", ...ask];
  // A sample that is put off or passed on until it finds an easy judge is no sample any more.
  if (found.purpose === "prevalence") return ["decide", "extend", "release", "hand_over"];
  const kept = ["extend", "release", "hand_over", "hold", ...ask] as const;
  if (found.purpose === "appeals") return ["resolve", ...kept];
  if (found.look) return ["look", ...kept];
  return found.purpose === "escalation" ? ["decide", ...kept] : ["decide", ...kept, "escalate"];
}

function appealView({ appeal, decisions }: LoadedCase): CaseView["appeal"] {
  const contested = decisions.find(({ id }) => id === appeal?.decisionId);
  if (!appeal || !contested) return null;
  const { decisionId: _decisionId, filedAt, ...shown } = appeal;
  return { ...shown, filedAt: filedAt.toISOString(), decision: toDecisionView(contested) };
}

function undoable(viewer: Viewer, found: LoadedCase): CaseView["undo"] {
  const newest: DecisionRow | undefined = found.decisions[0];
  if (
    found.state !== "decided" ||
    !newest ||
    newest.caseId !== found.id ||
    newest.reversesId ||
    newest.reversedById ||
    newest.appealed
  )
    return null;
  if (newest.actorId !== viewer.userId && !can(viewer, "cases:take_over")) return null;
  return { decisionId: newest.id, silentUntil: (newest.notBefore ?? newest.createdAt).toISOString() };
}

/** Those this person may decide under; for who only reads, all. */
function citable(viewer: Viewer, policies: PolicyInForce[]): PolicyInForce[] {
  if (!can(viewer, "cases:decide")) return policies;
  return policies.filter(({ code }) => can(viewer, "cases:decide", { policy: code }));
}

function orderPolicies(policies: PolicyInForce[], first: string | null): PolicyInForce[] {
  return policies.toSorted((a, b) => Number(b.code === first) - Number(a.code === first));
}

function toDecisionView(row: DecisionRow): DecisionView {
  const {
    caseId: _caseId,
    actorId: _actorId,
    notBefore: _notBefore,
    appealed: _appealed,
    createdAt,
    strike,
    ...shown
  } = row;
  return {
    ...shown,
    strike: strike && { ...strike, expiresAt: strike.expiresAt.toISOString() },
    createdAt: createdAt.toISOString(),
  };
}

function toPolicyView(policy: PolicyInForce, language: string | null): PolicyView {
  const fa = policy.translations.fa;
  return {
    code: policy.code,
    version: policy.version,
    title: { en: policy.title, fa: fa?.title ?? policy.title },
    text: { en: policy.text, fa: fa?.text ?? policy.text },
    severity: policy.severity,
    signal: policy.signal,
    thresholds: thresholdsFor(policy.thresholds, language),
    allowedActions: policy.allowedActions,
    examples: policy.examples,
  };
}
