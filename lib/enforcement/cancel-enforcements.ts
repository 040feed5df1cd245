import type { Tx } from "#lib/db/index.ts";

/**
 * Stops the deliveries of a decision that have not begun (invariant 6). The condition on the state is
 * what decides the race against the worker that is about to send.
 * @returns how many were stopped, and how many had begun or were done
 */
export async function cancelEnforcements(
  tx: Tx,
  decisionId: string,
): Promise<{ cancelled: number; delivered: number }> {
  const { count } = await tx.enforcement.updateMany({
    where: { decisionId, state: "pending", attempts: 0 },
    data: { state: "cancelled" },
  });
  const delivered = await tx.enforcement.count({ where: { decisionId, state: { not: "cancelled" } } });
  return { cancelled: count, delivered };
}
