import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type BreakView, releasedSchema } from "./schema.ts";

/**
 * Begins a break, or goes on with the one that is open: a second tab begins none of its own.
 * @param released the cases that went back to their queues for it
 */
export async function beginBreak(
  tx: Tx,
  userId: string,
  released: BreakView["released"],
  now: Date,
): Promise<BreakView> {
  // Tabs that begin at once meet in the index of open breaks; the later one finds the earlier one's row.
  await tx.break.createMany({ data: [{ userId, startedAt: now }], skipDuplicates: true });
  const open = await tx.break.findFirstOrThrow({ where: { userId, endedAt: null } });
  const row = await tx.break.update({
    where: { id: open.id },
    data: { released: [...releasedSchema.parse(open.released), ...released] },
  });
  return toBreakView(row);
}

/** The viewer's open break; null when they are at work. */
export async function myBreak(viewer: Viewer): Promise<BreakView | null> {
  assertCan(viewer, "self:edit");
  const row = await db().break.findFirst({ where: { userId: viewer.userId, endedAt: null } });
  return row && toBreakView(row);
}

/** Ends the viewer's break. @throws DomainError conflict when there is none: another tab ended it */
export async function finishBreak(viewer: Viewer, now = new Date()): Promise<void> {
  assertCan(viewer, "self:edit");
  if ((await endBreak(db(), viewer.userId, now)) === 0)
    throw new DomainError("conflict", "This break has ended already.");
}

/** Ends an open break, if there is one: whoever takes a case is at work again. @returns how many were open */
export async function endBreak(tx: Tx, userId: string, now: Date): Promise<number> {
  const { count } = await tx.break.updateMany({
    where: { userId, endedAt: null, startedAt: { lte: now } },
    data: { endedAt: now },
  });
  return count;
}

export function toBreakView(row: {
  id: string;
  startedAt: Date;
  endedAt: Date | null;
  released: unknown;
}): BreakView {
  return {
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    released: releasedSchema.parse(row.released),
  };
}
