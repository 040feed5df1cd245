import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { alongPlan, planEscalation } from "#lib/escalation/index.ts";
import type { Destination } from "#lib/escalation/view.ts";
import { type Reason, reasonSchema } from "#lib/policy/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { raiseIfAlone } from "./raise-if-alone.ts";
import { recordLeaving } from "./record-leaving.ts";

/**
 * Moves the case a person holds along its policy's path, with a note that tells why; it is free again there, due by
 * the earlier of its own time and the path's. Where nobody could decide it, it stays in its queue, marked and before
 * all others, an alarm is raised, and the answer says so.
 * @param reveals as in releaseClaim
 * @throws DomainError conflict, invalid
 */
export async function escalateCase(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  note: string,
  reveals?: number,
): Promise<Destination> {
  assertCan(viewer, "cases:decide");
  const destination = await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const found = await tx.case.findUnique({
      where: { number: caseNumber },
      select: { reasons: true, purpose: true, policyCode: true },
    });
    if (found?.purpose === "appeals")
      throw new DomainError("invalid", "An appeal is answered where it is; hand it over instead.");
    if (found?.purpose === "prevalence")
      throw new DomainError("conflict", "A case of the prevalence sample is judged by whoever drew it.");
    const plan = await planEscalation(tx, { policyCode: found?.policyCode ?? null, emergency: false });
    const reasons: Reason[] = [
      { kind: "escalated", by: viewer.name, note },
      ...reasonSchema.array().parse(found?.reasons ?? []),
    ];
    if (reveals !== undefined) await recordLeaving(tx, viewer, caseNumber, reveals);
    const moved = await tx.$queryRaw<{ dueAt: Date }[]>`
      UPDATE cases SET ${alongPlan(plan, false)}, reasons = ${JSON.stringify(reasons)}::jsonb
      WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
        AND claimed_by_id = ${viewer.userId}::uuid AND claim_expires_at > now()
      RETURNING due_at AS "dueAt"`;
    if (!moved[0]) throw await caseConflict(tx, caseNumber, viewer.userId);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "case.escalated",
        subject: `case:${caseNumber}`,
        data: { queue: plan.queue?.slug ?? null, dueMinutes: plan.dueMinutes },
      },
    ]);
    return {
      queue: plan.queue?.name ?? null,
      dueAt: moved[0].dueAt.toISOString(),
      away: plan.away,
    };
  });
  await raiseIfAlone(destination);
  return destination;
}
