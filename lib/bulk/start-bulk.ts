import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { sendJobs, workOnBulk } from "#lib/jobs/index.ts";
import { openCasesOf } from "./case-store.ts";
import { findPolicy } from "./find-policy.ts";
import { refusalOf } from "./refusal.ts";
import type { BulkRequest, DryRun, SkipReason } from "./schema.ts";

/** Cases that are decided in a second at the least; the platform is told of none before all are. */
const CASES_PER_SECOND = 50;

/** What an action would do at this moment. Nothing is written. @throws DomainError forbidden, invalid */
export async function dryRun(viewer: Viewer, request: BulkRequest): Promise<DryRun> {
  assertCan(viewer, "bulk:decide");
  await findPolicy(viewer, request);
  const open = await openCasesOf(
    db(),
    request.members.map(({ itemId }) => itemId),
    viewer,
  );
  const skipped: Partial<Record<SkipReason, number>> = {};
  let decided = 0;
  for (const { itemId, caseVersion } of request.members) {
    const reason = refusalOf(open.get(itemId) ?? null, caseVersion);
    if (reason) skipped[reason] = (skipped[reason] ?? 0) + 1;
    else decided++;
  }
  return { total: request.members.length, decided, skipped };
}

/**
 * Begins an action: who, what, under which policy and on which items stand in rows before anything is decided, and a
 * job goes on from there whatever stops meanwhile. @throws DomainError forbidden, invalid
 */
export async function startBulk(
  viewer: Viewer,
  request: BulkRequest,
  now = new Date(),
): Promise<{ number: number }> {
  assertCan(viewer, "bulk:decide");
  const policy = await findPolicy(viewer, request);
  const { members, action, rationale, chosen, seconds } = request;
  const silentSeconds = env().UNDO_SECONDS + Math.ceil(members.length / CASES_PER_SECOND);
  return inTransaction(async (tx) => {
    const open = await openCasesOf(
      tx,
      members.map(({ itemId }) => itemId),
      viewer,
    );
    const bulk = await tx.bulkAction.create({
      data: {
        createdById: viewer.userId,
        chosen,
        action,
        policyVersionId: policy?.policyVersionId ?? null,
        rationale,
        secondsEach: seconds / members.length,
        silentUntil: new Date(now.getTime() + silentSeconds * 1000),
        createdAt: now,
      },
      select: { id: true, number: true },
    });
    await tx.bulkMember.createMany({
      data: members.map(({ itemId, caseVersion }, position) => ({
        bulkId: bulk.id,
        itemId,
        position,
        caseId: open.get(itemId)?.id ?? null,
        caseVersion,
      })),
    });
    await sendJobs(tx, workOnBulk, [{ bulkId: bulk.id }]);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "bulk.started",
        subject: `bulk:${bulk.number}`,
        data: {
          action,
          policy: policy?.code,
          policyVersion: policy?.version,
          items: members.length,
          from: chosen.from,
        },
      },
    ]);
    return { number: bulk.number };
  });
}
