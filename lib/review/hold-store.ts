import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { TIER } from "#lib/escalation/index.ts";

/** How many cases one person may keep from everybody else at a time. */
export const MOST_HOLDS = 20;

export interface NewHold {
  caseNumber: number;
  version: number;
  userId: string;
  reason: string;
  minutes: number;
}

/**
 * Turns a live claim into a hold: the claim then runs to the hold's end (invariant 1). Not of the prevalence sample,
 * which is judged by whoever drew it, not of an emergency, which waits for nothing, and not beyond a person's share.
 * @returns whether the caller held it at that version
 */
export async function holdClaim(tx: Tx, hold: NewHold): Promise<boolean> {
  const { caseNumber, version, userId, reason, minutes } = hold;
  const count = await tx.$executeRaw`
    UPDATE cases
    SET held_at = now(), hold_reason = ${reason}, claim_expires_at = now() + make_interval(mins => ${minutes}::int), version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open' AND purpose <> 'prevalence'
      AND claimed_by_id = ${userId}::uuid AND claim_expires_at > now() AND held_at IS NULL AND tier <> ${TIER.emergency}
      AND (SELECT count(*) FROM cases h WHERE h.claimed_by_id = ${userId}::uuid AND h.held_at IS NOT NULL AND h.claim_expires_at > now()) < ${MOST_HOLDS}`;
  return count === 1;
}

/**
 * Turns a hold into an ordinary claim that begins now. What the case lay for does not count as time spent on it.
 * @returns whether the caller held it at that version
 */
export async function resumeClaim(
  tx: Tx,
  caseNumber: number,
  version: number,
  userId: string,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE cases
    SET claimed_at = claimed_at + (now() - held_at), held_at = NULL, hold_reason = NULL,
        claim_expires_at = now() + make_interval(secs => ${env().CLAIM_MINUTES * 60}), version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
      AND claimed_by_id = ${userId}::uuid AND claim_expires_at > now() AND held_at IS NOT NULL`;
  return count === 1;
}

const rowsSchema = z.array(
  z.object({
    number: z.number(),
    version: z.number(),
    slug: z.string(),
    name: z.string(),
    names: z.unknown(),
    severity: z.number(),
    reason: z.string(),
    dueAt: z.date(),
    until: z.date(),
    newAnswers: z.number(),
  }),
);

/** What a person has on hold, practice among it, the soonest to end first. */
export async function loadHolds(tx: Tx, userId: string): Promise<z.infer<typeof rowsSchema>> {
  const rows = await tx.$queryRaw`
    SELECT c.number, c.version, q.slug, q.name, q.names, c.severity, c.hold_reason AS reason, c.due_at AS "dueAt",
           c.claim_expires_at AS until,
           (SELECT count(*)::int FROM case_questions a WHERE a.case_id = c.id AND a.asker_id = ${userId}::uuid
              AND a.answered_at IS NOT NULL AND a.seen_at IS NULL) AS "newAnswers"
    FROM cases c JOIN queues q ON q.id = c.queue_id
    WHERE c.claimed_by_id = ${userId}::uuid AND c.held_at IS NOT NULL AND c.state = 'open' AND c.claim_expires_at > now()
    UNION ALL
    SELECT p.number, p.version, q.slug, q.name, q.names, c.severity, p.hold_reason,
           p.created_at + make_interval(mins => q.sla_minutes), p.claim_expires_at, 0
    FROM practice_cases p JOIN gold_cases g ON g.id = p.gold_id JOIN cases c ON c.id = g.case_id JOIN queues q ON q.id = c.queue_id
    WHERE p.user_id = ${userId}::uuid AND p.held_at IS NOT NULL AND p.state = 'open' AND p.claim_expires_at > now()
    ORDER BY until, number`;
  return rowsSchema.parse(rows);
}
