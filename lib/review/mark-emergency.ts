import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import {
  alongPlan,
  loadSettings,
  NOTICES_AREA,
  type Plan,
  planEscalation,
  TIER,
} from "#lib/escalation/index.ts";
import type { Destination } from "#lib/escalation/view.ts";
import { publish } from "#lib/live/index.ts";
import { type Reason, reasonSchema } from "#lib/policy/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { raiseIfAlone } from "./raise-if-alone.ts";

/** Why a case that is judged blind is no emergency: pinned, it would tell what nobody is to know of it. */
const BLIND: Readonly<Record<string, string>> = {
  prevalence:
    "A case of the prevalence sample is judged blind. Find the post itself by its id, and mark its own case.",
  quality:
    "A second look is judged blind. Find the post itself by its id, and mark its own case, or tell a lead.",
};

/**
 * Marks a case as an emergency: a life is threatened. From then on it stands before every other in every order, is
 * due by the emergency path, has a checklist that must be done before it can be decided, and is free for whoever is
 * first. It must be free or this person's. An appeal stays in its queue, since only some may answer it.
 * @throws DomainError conflict, invalid for a case that is judged blind
 */
export async function markEmergency(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  note: string,
): Promise<Destination> {
  assertCan(viewer, "cases:decide");
  const destination = await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const found = await tx.case.findUnique({
      where: { number: caseNumber },
      select: { id: true, reasons: true, purpose: true, policyCode: true, queueId: true, dueAt: true },
    });
    if (!found) throw new DomainError("not_found", "There is no such case.");
    const blind = BLIND[found.purpose];
    if (blind) throw new DomainError("invalid", blind, { extra: { reason: "blind" } });
    const plan = await planEscalation(tx, { policyCode: found.policyCode, emergency: true });
    const stays = found.purpose === "appeals";
    const dueAt = await pin(tx, viewer, caseNumber, version, stays ? { ...plan, queue: null } : plan, [
      { kind: "emergency", by: viewer.name, note },
      ...reasonSchema.array().parse(found.reasons),
    ]);
    const { checklist } = await loadSettings(tx);
    await tx.emergency.create({
      data: {
        caseId: found.id,
        markedById: viewer.userId,
        note,
        checklist,
        fromQueueId: found.queueId,
        fromPurpose: found.purpose,
        fromDueAt: found.dueAt,
      },
    });
    await publish(tx, { topic: "area", area: NOTICES_AREA });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "case.emergency_marked",
        subject: `case:${caseNumber}`,
        data: { queue: stays ? null : (plan.queue?.slug ?? null), dueMinutes: plan.dueMinutes },
      },
    ]);
    return { queue: plan.queue?.name ?? null, dueAt: dueAt.toISOString(), away: plan.away };
  });
  await raiseIfAlone(destination);
  return destination;
}

async function pin(
  tx: Tx,
  viewer: Viewer,
  caseNumber: number,
  version: number,
  plan: Plan,
  reasons: Reason[],
): Promise<Date> {
  const rows = await tx.$queryRaw<{ dueAt: Date }[]>`
    UPDATE cases SET ${alongPlan(plan, true)}, reasons = ${JSON.stringify(reasons)}::jsonb
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open' AND tier <> ${TIER.emergency}
      AND (claimed_by_id = ${viewer.userId}::uuid OR claim_expires_at IS NULL OR claim_expires_at <= now())
      AND ${notShutOut(viewer)}
    RETURNING due_at AS "dueAt"`;
  if (!rows[0]) throw await caseConflict(tx, caseNumber, viewer.userId);
  return rows[0].dueAt;
}

const notShutOut = ({ userId }: Viewer) =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.user_id = ${userId}::uuid)`;
