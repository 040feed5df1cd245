import { can, type Permission, policiesIn, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { QueueOrder } from "./order.ts";

export interface QueueAtWork {
  id: string;
  order: QueueOrder;
  /** How long before its due time a case is due soon. */
  warningSeconds: number;
  /** The policies whose cases the person's right is about here; null: all. */
  policies: string[] | null;
}

/** A queue by its address, as far as this person's right goes. @throws DomainError not_found */
export async function findQueue(viewer: Viewer, permission: Permission, slug: string): Promise<QueueAtWork> {
  const queue = await db().queue.findUnique({
    where: { slug },
    select: { id: true, order: true, slaMinutes: true, warningShare: true },
  });
  if (!queue || !can(viewer, permission, { queue: slug }))
    throw new DomainError("not_found", "There is no such queue.");
  return {
    id: queue.id,
    order: queue.order,
    warningSeconds: queue.slaMinutes * 60 * queue.warningShare,
    policies: policiesIn(viewer, permission, slug),
  };
}
