import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { publish } from "#lib/live/index.ts";
import type { SessionView } from "./schema.ts";

/** Oneself may always; others' sessions are for who manages people. */
function assertMay(viewer: Viewer, userId: string): void {
  assertCan(viewer, userId === viewer.userId ? "self:edit" : "people:manage");
}

/** Where somebody is signed in now, last used first. */
export async function listSessions(viewer: Viewer, userId: string, now = new Date()): Promise<SessionView[]> {
  assertMay(viewer, userId);
  const rows = await db().session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
  return rows.map(({ id, address, userAgent, createdAt, lastSeenAt }) => ({
    id,
    address,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: id === viewer.sessionId,
  }));
}

/** Ends one session at once. @throws DomainError not_found when it is none of theirs, or over */
export async function revokeSession(viewer: Viewer, userId: string, sessionId: string): Promise<void> {
  assertMay(viewer, userId);
  await inTransaction(async (tx) => {
    const ended = await endSessions(tx, userId, { only: sessionId });
    if (ended === 0) throw new DomainError("not_found", "There is no such session, or it is over already.");
    await audit(tx, viewer, userId, ended);
  });
}

/** Ends all sessions of somebody but the one that asks. @returns how many */
export async function revokeOtherSessions(viewer: Viewer, userId: string): Promise<{ ended: number }> {
  assertMay(viewer, userId);
  return inTransaction(async (tx) => {
    const ended = await endSessions(tx, userId, { except: viewer.sessionId });
    if (ended > 0) await audit(tx, viewer, userId, ended);
    return { ended };
  });
}

/** Ends sessions; their browsers hear of it at once. @returns how many were live */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { only?: string; except?: string | null },
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: {
      userId,
      revokedAt: null,
      ...(which.only && { id: which.only }),
      ...(which.except && { id: { not: which.except } }),
    },
    data: { revokedAt: new Date() },
  });
  if (count > 0) await publish(tx, { topic: "viewer", userId });
  return count;
}

async function audit(tx: Tx, viewer: Viewer, userId: string, sessions: number): Promise<void> {
  await appendAudit(tx, [
    {
      actor: `user:${viewer.userId}`,
      action: "sessions.ended",
      subject: `user:${userId}`,
      data: { sessions },
    },
  ]);
}
