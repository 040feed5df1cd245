import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { cancelEnforcements } from "#lib/enforcement/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { takeVerdictBack } from "#lib/insights/index.ts";
import { actionSchema } from "#lib/policy/index.ts";
import { cancelSecondLook } from "#lib/quality/draw-looks.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { recordDecisions } from "./record-decisions.ts";
import { creditReporters } from "./reporter-credit.ts";
import type { UndoResult } from "./schema.ts";

/**
 * Takes a decision back and gives its case to the person who undoes. The reversal is a new decision
 * (invariant 3). If no delivery had begun, the platform never hears of either; otherwise the reversal
 * follows the decision, in order (invariant 6).
 * @throws DomainError not_found, forbidden, conflict when it was taken back already or decided anew
 */
export function undoDecision(viewer: Viewer, decisionId: string, now = new Date()): Promise<UndoResult> {
  assertCan(viewer, "cases:decide");
  return inTransaction(async (tx) => {
    const decision = await tx.decision.findUnique({
      where: { id: decisionId },
      select: { actorId: true, caseId: true },
    });
    if (decision?.caseId && decision.actorId !== viewer.userId && !can(viewer, "cases:take_over"))
      throw new DomainError("forbidden", "Only the person who decided, or a lead, can take this back.");
    if (decision?.caseId) await assertCaseInScope(tx, viewer, "cases:decide", { id: decision.caseId });
    return takeBack(tx, decisionId, { by: viewer.userId, claim: true }, now);
  });
}

/** Who takes a decision back, whether its case becomes theirs, and the action for many that it was part of. */
interface TakingBack {
  by: string;
  claim: boolean;
  bulk?: number;
}

/**
 * What {@link undoDecision} does, inside the caller's transaction, for callers that have asked who may.
 * @throws DomainError not_found, conflict; `extra.reason` says why: reversed, appealed or decided_anew
 */
export async function takeBack(
  tx: Tx,
  decisionId: string,
  { by, claim, bulk }: TakingBack,
  now: Date,
): Promise<UndoResult> {
  const decision = await loadDecision(tx, decisionId);
  const caseNumber = await reopenCase(tx, decision.caseId, decisionId, claim ? by : null);
  const ofSample = await reopenSample(tx, decision.caseId);
  // A sampled item was up when its verdict acted, and is up again; any other waits for its decision.
  const before = ofSample ? "allowed" : "in_review";
  const { delivered } = await cancelEnforcements(tx, decisionId);
  await cancelSecondLook(tx, decisionId);
  const action = actionSchema.parse(decision.action);
  const [reversalId] = await recordDecisions(
    tx,
    [
      {
        item: decision.item,
        caseId: decision.caseId,
        policy: null,
        action: "allow",
        source: "person",
        actorId: by,
        rationale: "",
        inForce: { thresholds: null, models: [] },
        reversesId: decision.id,
        handleSeconds: null,
        notBefore: now,
        tellPlatform: delivered > 0,
        itemState: before,
      },
    ],
    now,
  );
  await tx.item.update({ where: { id: decision.itemId }, data: { state: before, stateAt: now } });
  await creditReporters(tx, decision.itemId, action !== "allow", -1, decision.createdAt);
  const outcome = delivered > 0 ? "reversed" : "cancelled";
  await appendAudit(tx, [
    {
      actor: `user:${by}`,
      action: "decision.reversed",
      subject: `item:${decision.itemId}`,
      data: { decisionId, reversalId, outcome, ...(bulk !== undefined && { bulk }) },
    },
  ]);
  return { outcome, caseNumber };
}

/** Takes the verdict back with the decision it led to. @returns whether this was a case of the prevalence sample */
async function reopenSample(tx: Tx, caseId: string): Promise<boolean> {
  const found = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    select: { purpose: true, itemId: true },
  });
  if (found.purpose !== "prevalence") return false;
  await takeVerdictBack(tx, found.itemId);
  return true;
}

async function loadDecision(tx: Tx, decisionId: string) {
  // An appeal that is being filed at this moment is waited for, and waits for us.
  await tx.$queryRaw`SELECT id FROM decisions WHERE id = ${decisionId}::uuid FOR UPDATE`;
  const decision = await tx.decision.findUnique({
    where: { id: decisionId },
    include: {
      item: { select: { id: true, externalId: true, revision: true } },
      reversedBy: { select: { id: true } },
      appeal: { select: { id: true } },
      settledLook: { select: { id: true } },
    },
  });
  if (!decision?.caseId) throw new DomainError("not_found", "There is no such decision of a person.");
  if (decision.reversesId)
    throw new DomainError("conflict", "This is itself a reversal; decide the case anew.", {
      extra: { reason: "reversed" },
    });
  if (decision.reversedBy)
    throw new DomainError("conflict", "This decision was taken back already.", {
      extra: { reason: "reversed" },
    });
  if (decision.appeal)
    throw new DomainError("conflict", "Its author has contested this decision; the appeal settles it.", {
      extra: { reason: "appealed" },
    });
  if (decision.settledLook)
    throw new DomainError(
      "conflict",
      "A third person settled a disagreement with this decision; it stands.",
      {
        extra: { reason: "settled" },
      },
    );
  return { ...decision, caseId: decision.caseId };
}

/** Opens the case again, under the undoer's claim or free for anybody; refused when a later decision stands on it. */
async function reopenCase(
  tx: Tx,
  caseId: string,
  decisionId: string,
  userId: string | null,
): Promise<number> {
  const newest = await tx.decision.findFirst({
    where: { caseId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  const count =
    newest?.id === decisionId &&
    (await tx.$executeRaw`
      UPDATE cases
      SET state = 'open', closed_at = NULL, claimed_by_id = ${userId}::uuid,
          claimed_at = CASE WHEN ${userId}::uuid IS NOT NULL THEN now() END,
          claim_expires_at = CASE WHEN ${userId}::uuid IS NOT NULL THEN now() + make_interval(secs => ${env().CLAIM_MINUTES * 60}) END,
          version = version + 1
      WHERE id = ${caseId}::uuid AND state = 'decided'`);
  if (count !== 1)
    throw new DomainError("conflict", "The case was decided anew meanwhile.", {
      extra: { reason: "decided_anew" },
    });
  return (await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { number: true } })).number;
}
