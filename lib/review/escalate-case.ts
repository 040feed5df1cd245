import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type Reason, reasonSchema } from "#lib/policy/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { getCase } from "./get-case.ts";
import type { CaseView } from "./schema.ts";

/**
 * Moves the case a person holds to the escalation queue, with a note that tells why; it is free again
 * there, with that queue's due time. @throws DomainError conflict, unavailable when there is no such queue
 */
export async function escalateCase(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  note: string,
): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const queue = await tx.queue.findFirst({
      where: { purpose: "escalation", retiredAt: null },
      orderBy: { position: "asc" },
    });
    if (!queue)
      throw new DomainError("unavailable", "There is no queue for escalations; an admin must make one.");
    const found = await tx.case.findUnique({
      where: { number: caseNumber },
      select: { reasons: true, purpose: true },
    });
    if (found?.purpose === "appeals")
      throw new DomainError("invalid", "An appeal is answered where it is; hand it over instead.");
    if (found?.purpose === "prevalence")
      throw new DomainError("conflict", "A case of the prevalence sample is judged by whoever drew it.");
    const reasons: Reason[] = [
      { kind: "escalated", by: viewer.name, note },
      ...reasonSchema.array().parse(found?.reasons ?? []),
    ];
    const count = await tx.$executeRaw`
      UPDATE cases
      SET queue_id = ${queue.id}::uuid, purpose = 'escalation', reasons = ${JSON.stringify(reasons)}::jsonb,
          due_at = least(due_at, now() + make_interval(mins => ${queue.slaMinutes})),
          claimed_by_id = NULL, claimed_at = NULL, claim_expires_at = NULL, version = version + 1
      WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
        AND claimed_by_id = ${viewer.userId}::uuid AND claim_expires_at > now()`;
    if (count !== 1) throw await caseConflict(tx, caseNumber, viewer.userId);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "case.escalated",
        subject: `case:${caseNumber}`,
        data: { queue: queue.slug },
      },
    ]);
  });
  return getCase(viewer, caseNumber);
}
