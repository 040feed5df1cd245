import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { beginBreak } from "#lib/care/index.ts";
import type { BreakView } from "#lib/care/schema.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";

const releasedSchema = z.array(z.object({ number: z.number(), queue: z.string() }));

/** Gives every case that a person works on back to its queue; what they put on hold stays theirs. @returns which ones, by number */
async function releaseAllClaims(tx: Tx, userId: string): Promise<{ number: number; queue: string }[]> {
  const rows = await tx.$queryRaw`
    UPDATE cases
    SET claimed_by_id = NULL, claimed_at = NULL, claim_expires_at = NULL, version = version + 1
    FROM queues
    WHERE queues.id = cases.queue_id AND claimed_by_id = ${userId}::uuid AND state = 'open' AND claim_expires_at > now()
      AND held_at IS NULL
    RETURNING cases.number, queues.slug AS queue`;
  return releasedSchema.parse(rows).sort((a, b) => a.number - b.number);
}

/**
 * Begins the viewer's break: what they hold goes back to its queue in the same transaction, and the break says which
 * cases these were.
 */
export function takeBreak(viewer: Viewer, now = new Date()): Promise<BreakView> {
  assertCan(viewer, "self:edit");
  return inTransaction(async (tx) => {
    const released = await releaseAllClaims(tx, viewer.userId);
    return beginBreak(tx, viewer.userId, released, now);
  });
}
