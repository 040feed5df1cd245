import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

export const deliveriesQuerySchema = z.object({
  state: z.enum(["dead", "pending", "delivered", "cancelled"]).default("dead"),
  /** Only those older than this sequence number. */
  before: z.coerce.bigint().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export interface DeliveryView {
  id: string;
  sequence: string;
  state: string;
  itemExternalId: string;
  action: string;
  url: string;
  attempts: number;
  notBefore: string;
  lastStatus: number | null;
  lastError: string | null;
  deliveredAt: string | null;
  createdAt: string;
}

/** Deliveries of one state, newest first, with the number of all that are dead or waiting. */
export async function listDeliveries(
  viewer: Viewer,
  query: z.output<typeof deliveriesQuerySchema>,
): Promise<{ deliveries: DeliveryView[]; nextBefore: string | null; dead: number; pending: number }> {
  assertCan(viewer, "enforcements:read");
  const states = query.state === "pending" ? (["pending", "sending"] as const) : [query.state];
  const [rows, dead, pending] = await Promise.all([
    db().enforcement.findMany({
      where: { state: { in: [...states] }, sequence: query.before ? { lt: query.before } : undefined },
      orderBy: { sequence: "desc" },
      take: query.limit + 1,
      include: {
        endpoint: { select: { url: true } },
        item: { select: { externalId: true } },
        decision: { select: { action: true } },
      },
    }),
    db().enforcement.count({ where: { state: "dead" } }),
    db().enforcement.count({ where: { state: { in: ["pending", "sending"] } } }),
  ]);
  const page = rows.slice(0, query.limit);
  const deliveries = page.map((row) => ({
    id: row.id,
    sequence: row.sequence.toString(),
    state: row.state,
    itemExternalId: row.item.externalId,
    action: row.decision.action,
    url: row.endpoint.url,
    attempts: row.attempts,
    notBefore: row.notBefore.toISOString(),
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
  return {
    deliveries,
    nextBefore: rows.length > query.limit ? (page.at(-1)?.sequence.toString() ?? null) : null,
    dead,
    pending,
  };
}

/** Puts a dead letter back in line with nearly all attempts before it (one is counted as made: it may have arrived). @throws DomainError conflict when it is not dead */
export async function redeliver(viewer: Viewer, id: string): Promise<void> {
  assertCan(viewer, "enforcements:redeliver");
  await inTransaction(async (tx) => {
    const { count } = await tx.enforcement.updateMany({
      where: { id, state: "dead" },
      data: { state: "pending", attempts: 1, notBefore: new Date() },
    });
    if (count === 0) throw new DomainError("conflict", "This delivery is not a dead letter any more.");
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "enforcement.redelivered",
        subject: `enforcement:${id}`,
        data: {},
      },
    ]);
  });
}
