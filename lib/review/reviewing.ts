import { z } from "zod";
import { db } from "#lib/db/index.ts";
import type { Reviewing } from "./queue-schema.ts";

const rowsSchema = z.array(
  z.object({ queueId: z.string(), policyCode: z.string().nullable(), userId: z.string(), name: z.string() }),
);
/** Somebody with a case of a queue and a policy in hand. */
export type AtCases = z.infer<typeof rowsSchema>[number];

/** Names that are sent; a list of a hundred is read by nobody. */
const MOST_NAMES = 24;

/** Everybody who holds a case now, once per queue and policy. Who has put theirs on hold is not at it. */
export async function peopleAtCases(): Promise<AtCases[]> {
  // Practice counts, or its absence would give it away.
  const rows = await db().$queryRaw`
    SELECT held.queue_id AS "queueId", held.policy_code AS "policyCode", u.id AS "userId", u.name FROM (
      SELECT queue_id, policy_code, claimed_by_id AS user_id FROM cases
      WHERE state = 'open' AND claimed_by_id IS NOT NULL AND claim_expires_at > now() AND held_at IS NULL
      UNION
      SELECT c.queue_id, c.policy_code, p.user_id FROM practice_cases p JOIN gold_cases g ON g.id = p.gold_id JOIN cases c ON c.id = g.case_id
      WHERE p.state = 'open' AND p.claim_expires_at > now() AND p.held_at IS NULL) AS held
    JOIN users u ON u.id = held.user_id
    ORDER BY u.name, u.id`;
  return rowsSchema.parse(rows);
}

/** How many people that are, and their names in order. */
export function toReviewing(rows: readonly AtCases[]): Reviewing {
  const names = [...new Map(rows.map(({ userId, name }) => [userId, name])).values()];
  return { count: names.length, names: names.slice(0, MOST_NAMES) };
}
