import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { QueueOrder } from "./order.ts";

export interface QueueAtWork {
  id: string;
  order: QueueOrder;
  /** How long before its due time a case is due soon. */
  warningSeconds: number;
}

/** A queue by its address. @throws DomainError not_found */
export async function findQueue(slug: string): Promise<QueueAtWork> {
  const queue = await db().queue.findUnique({
    where: { slug },
    select: { id: true, order: true, slaMinutes: true, warningShare: true },
  });
  if (!queue) throw new DomainError("not_found", "There is no such queue.");
  return { id: queue.id, order: queue.order, warningSeconds: queue.slaMinutes * 60 * queue.warningShare };
}
