import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { standingEmergency } from "#lib/escalation/index.ts";
import type { tickSchema } from "#lib/escalation/schema.ts";
import { publish } from "#lib/live/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";

/**
 * Writes down that something on an emergency's checklist was done, or was not after all; by who holds the case.
 * Nothing is overwritten: the newest word on an item holds.
 * @throws DomainError conflict when the case is not theirs, not_found for no such item
 */
export async function tickChecklist(
  viewer: Viewer,
  caseNumber: number,
  { item, done, note }: z.output<typeof tickSchema>,
): Promise<void> {
  assertCan(viewer, "cases:decide");
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    // Locked: a decision that is on its way waits for this word, or this word comes too late.
    const [held] = await tx.$queryRaw<{ id: string; queueId: string; policyCode: string | null }[]>`
      SELECT id, queue_id AS "queueId", policy_code AS "policyCode" FROM cases
      WHERE number = ${caseNumber} AND state = 'open' AND claimed_by_id = ${viewer.userId}::uuid
        AND claim_expires_at > now() FOR UPDATE`;
    if (!held) throw await caseConflict(tx, caseNumber, viewer.userId);
    const emergency = await standingEmergency(tx, held.id);
    if (!emergency?.view.checklist.some(({ id }) => id === item))
      throw new DomainError("not_found", "There is nothing of that kind on the checklist of this case.");
    await tx.emergencyTick.create({
      data: { emergencyId: emergency.id, item, done, note, userId: viewer.userId },
    });
    await publish(tx, {
      topic: "case",
      queueId: held.queueId,
      policyCode: held.policyCode,
      caseNumber,
    });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: done ? "emergency.step_done" : "emergency.step_undone",
        subject: `case:${caseNumber}`,
        data: { item },
      },
    ]);
  });
}
