import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { TIER } from "#lib/escalation/index.ts";
import { publish } from "#lib/live/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { getCase } from "./get-case.ts";
import { type HeldCaseRow, type HoldRequest, holdRequestSchema } from "./hold-schema.ts";
import { holdClaim, loadHolds, MOST_HOLDS, resumeClaim } from "./hold-store.ts";
import { recordLeaving } from "./record-leaving.ts";
import type { CaseView } from "./schema.ts";

/**
 * Puts the case a person holds aside, with a reason: it stays theirs until the hold ends, and they go on with others.
 * @throws DomainError conflict, also for a case of the prevalence sample, an emergency, and beyond their share of holds
 */
export async function holdCase(viewer: Viewer, caseNumber: number, request: HoldRequest): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  const { version, reason, reveals, minutes } = holdRequestSchema.parse(request);
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const hold = { caseNumber, version, userId: viewer.userId, reason, minutes };
    await recordLeaving(tx, viewer, caseNumber, reveals);
    if (!(await holdClaim(tx, hold))) throw await holdConflict(tx, viewer, caseNumber);
    await record(tx, viewer, caseNumber, "case.held", { minutes });
  });
  return getCase(viewer, caseNumber);
}

/** Takes a case off hold: its holder works on it again, under a claim that begins now. @throws DomainError conflict */
export async function resumeCase(viewer: Viewer, caseNumber: number, version: number): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    if (!(await resumeClaim(tx, caseNumber, version, viewer.userId)))
      throw await caseConflict(tx, caseNumber, viewer.userId);
    await record(tx, viewer, caseNumber, "case.resumed", {});
  });
  return getCase(viewer, caseNumber);
}

/** The viewer's own cases on hold, the soonest to end first. */
export async function listHolds(viewer: Viewer): Promise<HeldCaseRow[]> {
  assertCan(viewer, "cases:decide");
  const rows = await loadHolds(db(), viewer.userId);
  return rows.map(({ slug, name, names, dueAt, until, ...row }) => ({
    ...row,
    queue: { slug, name: localisedName({ name, names }) },
    dueAt: dueAt.toISOString(),
    until: until.toISOString(),
  }));
}

async function holdConflict(tx: Tx, { userId }: Viewer, caseNumber: number): Promise<DomainError> {
  const found = await tx.case.findUnique({
    where: { number: caseNumber },
    select: { purpose: true, claimedById: true, tier: true },
  });
  const mine = found?.claimedById === userId;
  if (mine && found.purpose === "prevalence")
    return new DomainError("conflict", "A case of the prevalence sample is judged by whoever drew it, now.");
  if (mine && found.tier === TIER.emergency)
    return new DomainError(
      "conflict",
      "A life is threatened: an emergency is not put off. Hand it over instead.",
      {
        extra: { reason: "emergency" },
      },
    );
  if (mine && (await loadHolds(tx, userId)).length >= MOST_HOLDS)
    return new DomainError("conflict", `You have ${MOST_HOLDS} cases on hold; finish one of them first.`, {
      extra: { reason: "too_many_holds", most: MOST_HOLDS },
    });
  return caseConflict(tx, caseNumber, userId);
}

/** The reason is for colleagues and goes with the hold; the audit log keeps that there was one. */
async function record(
  tx: Tx,
  { userId }: Viewer,
  caseNumber: number,
  action: string,
  data: Record<string, unknown>,
): Promise<void> {
  await publish(tx, { topic: "area", area: "holds", userId });
  await appendAudit(tx, [{ actor: `user:${userId}`, action, subject: `case:${caseNumber}`, data }]);
}
