import { z } from "zod";
import { giveBackTasks } from "#lib/annotation/index.ts";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, readColleague, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { publish } from "#lib/live/index.ts";
import { type Reassigned, reassignClaims } from "#lib/review/index.ts";
import { assertManagerLeft, keepManagers } from "./keep-manager.ts";
import { assertRoles, setLimits } from "./role-limits.ts";
import { limitSchema } from "./schema.ts";
import { endSessions } from "./sessions.ts";

export const updatePersonSchema = z.object({
  roles: z.array(z.string().max(60)).min(1).optional(),
  limits: z.array(limitSchema).max(50).optional(),
  /** Opens the account again; it is shut by deactivating. */
  active: z.literal(true).optional(),
});

/**
 * Changes what somebody may do and where, or opens their account again. It counts from their next request on.
 * @throws DomainError not_found, invalid, conflict when nobody would be left to manage people
 */
export async function updatePerson(
  viewer: Viewer,
  id: string,
  request: z.infer<typeof updatePersonSchema>,
): Promise<void> {
  assertCan(viewer, "people:manage");
  const { limits, ...change } = updatePersonSchema.parse(request);
  await keepManagers(async (tx) => {
    if (change.roles) await assertRoles(tx, change.roles);
    const [changed] = await tx.user.updateManyAndReturn({ where: { id }, data: change });
    if (!changed) throw new DomainError("not_found", "There is no such person.");
    if (limits) await setLimits(tx, id, changed.roles, limits);
    else await tx.roleLimit.deleteMany({ where: { userId: id, roleId: { notIn: changed.roles } } });
    await assertManagerLeft(tx);
    await releaseLost(tx, id);
    await told(tx, id);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "person.changed",
        subject: `user:${id}`,
        data: { ...change, ...(limits && { limits }) },
      },
    ]);
  });
}

/** Cases that somebody holds and may not decide any more go back to their queues. */
async function releaseLost(tx: Tx, userId: string): Promise<void> {
  const person = await readColleague(tx, userId);
  if (person) await reassignClaims(tx, userId, null, person);
}

/**
 * Shuts an account at once: its sessions end, what it holds goes to a colleague or back to the queues, and the texts
 * it was labelling to others.
 * @param reassignTo who gets the cases in hand; one they may not have goes back to its queue
 * @throws DomainError not_found, invalid, conflict when nobody would be left to manage people
 */
export async function deactivatePerson(
  viewer: Viewer,
  id: string,
  reassignTo: string | null,
): Promise<Reassigned> {
  assertCan(viewer, "people:manage");
  return keepManagers(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id, active: true }, data: { active: false } });
    if (count === 0) throw new DomainError("not_found", "There is no such active person.");
    await assertManagerLeft(tx);
    await endSessions(tx, id, {});
    const moved = await reassignClaims(tx, id, await colleague(tx, id, reassignTo), null);
    await giveBackTasks(tx, id);
    await told(tx, id);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "person.deactivated",
        subject: `user:${id}`,
        data: { reassignTo, ...moved },
      },
    ]);
    return moved;
  });
}

/** Moves what somebody holds to a colleague, or back to the queues. @throws DomainError invalid */
export async function reassignWork(
  viewer: Viewer,
  id: string,
  reassignTo: string | null,
): Promise<Reassigned> {
  assertCan(viewer, "people:manage");
  return inTransaction(async (tx) => {
    const moved = await reassignClaims(tx, id, await colleague(tx, id, reassignTo), null);
    await told(tx, id);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "work.reassigned",
        subject: `user:${id}`,
        data: { reassignTo, ...moved },
      },
    ]);
    return moved;
  });
}

async function colleague(tx: Tx, id: string, reassignTo: string | null): Promise<Viewer | null> {
  if (reassignTo === null) return null;
  const found = reassignTo === id ? null : await readColleague(tx, reassignTo);
  if (!found)
    throw new DomainError("invalid", "There is no such active colleague.", {
      fields: [{ field: "reassignTo", message: "an active colleague" }],
    });
  return found;
}

async function told(tx: Tx, userId: string): Promise<void> {
  await publish(tx, { topic: "viewer", userId });
  await publish(tx, { topic: "area", area: "people", permission: "people:manage" });
}
