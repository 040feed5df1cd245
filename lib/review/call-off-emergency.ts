import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { NOTICES_AREA, TIER } from "#lib/escalation/index.ts";
import { publish } from "#lib/live/index.ts";
import { reasonSchema } from "#lib/policy/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";

/**
 * Says that a case is no emergency after all, with the reason. It goes back to the queue and the due time it came
 * with; where another case of its item waits there now, or the queue is retired, it stays, as a usual escalation.
 * Whoever holds it goes on holding it.
 * @throws DomainError conflict
 */
export async function callOffEmergency(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  reason: string,
): Promise<void> {
  assertCan(viewer, "cases:take_over");
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:take_over", caseNumber);
    const found = await tx.case.findUnique({
      where: { number: caseNumber },
      select: {
        id: true,
        itemId: true,
        purpose: true,
        queueId: true,
        dueAt: true,
        reasons: true,
        emergencies: {
          where: { calledOffAt: null },
          include: { fromQueue: { select: { retiredAt: true } } },
        },
      },
    });
    const emergency = found?.emergencies[0];
    if (!found || !emergency) throw new DomainError("conflict", "This case is no emergency any more.");
    const { fromPurpose, fromQueueId, fromDueAt } = emergency;
    const others = await tx.case.count({
      where: { itemId: found.itemId, purpose: fromPurpose, state: "open", id: { not: found.id } },
    });
    const back = others === 0 && emergency.fromQueue.retiredAt === null;
    const { count } = await tx.case.updateMany({
      where: { number: caseNumber, version, state: "open", tier: TIER.emergency },
      data: {
        tier: TIER.usual,
        reasons: reasonSchema
          .array()
          .parse(found.reasons)
          .filter(({ kind }) => kind !== "emergency"),
        ...(back ? { queueId: fromQueueId, purpose: fromPurpose, dueAt: fromDueAt } : {}),
        version: { increment: 1 },
      },
    });
    if (count !== 1) throw await caseConflict(tx, caseNumber, viewer.userId);
    await tx.emergency.update({
      where: { id: emergency.id },
      data: { calledOffAt: new Date(), calledOffById: viewer.userId, reason },
    });
    await publish(tx, { topic: "area", area: NOTICES_AREA });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "case.emergency_called_off",
        subject: `case:${caseNumber}`,
        data: { back, reason },
      },
    ]);
  });
}
