import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { sendJobs, workOnBulk } from "#lib/jobs/index.ts";

/** Whether this person may take an action for many back. */
export function mayUndoBulk(viewer: Viewer, createdById: string): boolean {
  return can(viewer, "bulk:decide") && (createdById === viewer.userId || can(viewer, "cases:take_over"));
}

/**
 * Takes an action back as one: what waits is left alone from now on, no delivery that has not begun begins any more,
 * and a job takes the decisions back one after the other (invariants 3 and 6).
 * @throws DomainError not_found, forbidden, conflict when it was taken back already
 */
export async function undoBulk(viewer: Viewer, number: number, now = new Date()): Promise<void> {
  assertCan(viewer, "bulk:decide");
  await inTransaction(async (tx) => {
    const bulk = await tx.bulkAction.findUnique({ where: { number } });
    if (!bulk) throw new DomainError("not_found", "There is no such action.");
    if (!mayUndoBulk(viewer, bulk.createdById))
      throw new DomainError("forbidden", "Only the person who decided, or a lead, can take this back.");
    const { count } = await tx.bulkAction.updateMany({
      where: { id: bulk.id, state: { in: ["running", "done"] } },
      data: { state: "undoing", undoneById: viewer.userId, undoneAt: now },
    });
    if (count !== 1) throw new DomainError("conflict", "This was taken back already.");
    await tx.bulkMember.updateMany({
      where: { bulkId: bulk.id, state: "waiting" },
      data: { state: "skipped", reason: "stopped" },
    });
    const kept = await silence(tx, bulk.id);
    await sendJobs(tx, workOnBulk, [{ bulkId: bulk.id }]);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "bulk.undone",
        subject: `bulk:${number}`,
        data: { deliveriesStopped: kept },
      },
    ]);
  });
}

/** Stops all deliveries that have not begun, in one statement: the moment of pressing decides, not the job's pace. */
function silence(tx: Tx, bulkId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE enforcements e SET state = 'cancelled' FROM bulk_members m
    WHERE m.bulk_id = ${bulkId}::uuid AND m.state = 'decided' AND e.decision_id = m.decision_id
      AND e.state = 'pending' AND e.attempts = 0
      -- What a later appeal or decision hangs on is not taken back, and so is still told.
      AND NOT EXISTS (SELECT 1 FROM appeals a WHERE a.decision_id = m.decision_id)
      AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = m.decision_id)
      AND NOT EXISTS (SELECT 1 FROM decisions d JOIN decisions mine ON mine.id = m.decision_id
                      WHERE d.case_id = mine.case_id AND d.created_at > mine.created_at)`;
}
