import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

/**
 * A transaction in which a right to manage people may go. Those that run at once take turns, so that each counts what
 * the one before left; triggers on `users` and `roles` refuse what slips past (migration people).
 */
export function keepManagers<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('docket: keep a manager'))`;
    return work(tx);
  });
}

/** @throws DomainError conflict when nobody active would be left who may manage people */
export async function assertManagerLeft(tx: Tx): Promise<void> {
  const managing = await tx.role.findMany({
    where: { permissions: { has: "people:manage" } },
    select: { id: true },
  });
  const left = await tx.user.count({
    where: { active: true, roles: { hasSome: managing.map(({ id }) => id) } },
  });
  if (left === 0)
    throw new DomainError(
      "conflict",
      "Nobody would be left who may manage people. Give that right to somebody first.",
    );
}
