import type { Tx } from "#lib/db/index.ts";

/** Ends the leases of somebody who labels no more, so that their texts go to others now and not in minutes. */
export async function giveBackTasks(tx: Tx, userId: string): Promise<void> {
  await tx.annotation.updateMany({
    where: { userId, state: "assigned", leaseExpiresAt: { gt: new Date() } },
    data: { leaseExpiresAt: new Date() },
  });
}
