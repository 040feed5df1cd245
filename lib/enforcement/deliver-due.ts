import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./backoff.ts";
import { enforcementPayloadSchema } from "./schema.ts";
import { sendSigned } from "./send-signed.ts";

/** After this another worker may take a delivery over; twice what a receiver may take. */
const LOCK_SECONDS = 30;

const takenSchema = z.array(
  z.object({
    id: z.string(),
    attempts: z.number(),
    payload: enforcementPayloadSchema,
    url: z.string(),
    secretSealed: z.string(),
  }),
);
type Taken = z.infer<typeof takenSchema>[number];

export interface DeliveryResult {
  taken: number;
  delivered: number;
  failed: number;
  dead: number;
}

/**
 * Sends what is due, at most `limit` at a time. Of one item and endpoint only the oldest unsettled one is
 * ever taken, so order holds; a dead letter holds back what follows it until somebody redelivers it
 * (invariant 5). A worker that dies while sending leaves a lock that lapses: delivery is at least once.
 */
export async function deliverDue(limit: number, random: () => number = Math.random): Promise<DeliveryResult> {
  const taken = await takeDue(limit);
  const outcomes = await Promise.all(taken.map((one) => deliverOne(one, random)));
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  return { taken: taken.length, delivered: count("delivered"), failed: count("failed"), dead: count("dead") };
}

async function takeDue(limit: number): Promise<Taken[]> {
  const rows = await db().$queryRaw`
    WITH due AS (
      SELECT e.id FROM enforcements e
      WHERE e.state IN ('pending', 'sending') AND e.not_before <= now()
        AND (e.state = 'pending' OR e.locked_until < now())
        AND NOT EXISTS (
          SELECT 1 FROM enforcements earlier
          WHERE earlier.item_id = e.item_id AND earlier.endpoint_id = e.endpoint_id
            AND earlier.sequence < e.sequence AND earlier.state IN ('pending', 'sending', 'dead'))
      ORDER BY e.not_before, e.sequence
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    UPDATE enforcements e
    SET state = 'sending', attempts = attempts + 1, locked_until = now() + make_interval(secs => ${LOCK_SECONDS})
    FROM due, webhook_endpoints w
    WHERE e.id = due.id AND w.id = e.endpoint_id
    RETURNING e.id, e.attempts, e.payload, w.url, w.secret_sealed AS "secretSealed"`;
  return takenSchema.parse(rows);
}

async function deliverOne(taken: Taken, random: () => number): Promise<"delivered" | "failed" | "dead"> {
  const outcome = await sendSigned(taken, JSON.stringify(taken.payload)).then(
    (status) => ({ status, error: null }),
    (error: Error) => ({ status: null, error: error.message.slice(0, 500) }),
  );
  if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
    await db().enforcement.updateMany({
      where: { id: taken.id, state: "sending" },
      data: {
        state: "delivered",
        deliveredAt: new Date(),
        lockedUntil: null,
        lastStatus: outcome.status,
        lastError: null,
      },
    });
    return "delivered";
  }
  const lastError = outcome.error ?? `The receiver answered ${outcome.status}.`;
  const delay = taken.attempts >= MAX_ATTEMPTS ? null : retryDelayMs(taken.attempts, random());
  const failure = { lockedUntil: null, lastStatus: outcome.status, lastError };
  if (delay !== null) {
    const notBefore = new Date(Date.now() + delay);
    await db().enforcement.updateMany({
      where: { id: taken.id, state: "sending" },
      data: { ...failure, state: "pending", notBefore },
    });
    return "failed";
  }
  await inTransaction(async (tx) => {
    const { count } = await tx.enforcement.updateMany({
      where: { id: taken.id, state: "sending" },
      data: { ...failure, state: "dead" },
    });
    if (count > 0)
      await appendAudit(tx, [
        {
          actor: "system",
          action: "enforcement.dead",
          subject: `enforcement:${taken.id}`,
          data: { attempts: taken.attempts, lastError },
        },
      ]);
  });
  return "dead";
}
