import { db } from "#lib/db/index.ts";

/** Rows a statement: a backlog that is late altogether is counted in bites. */
const BITE = 5_000;

/**
 * Counts every open case whose due time has passed, once. A case that is closed late is counted by a trigger at
 * that moment, so that none slips through between two rounds.
 * @returns how many were counted now
 */
export async function recordBreaches(): Promise<number> {
  for (let recorded = 0; ; ) {
    const count = await db().$executeRaw`
      INSERT INTO sla_breaches (case_id, queue_id, due_at)
      SELECT f.case_id, f.queue_id, f.due_at FROM case_facts f
      WHERE f.due_at < now() AND NOT EXISTS (SELECT 1 FROM sla_breaches b WHERE b.case_id = f.case_id)
      ORDER BY f.case_id LIMIT ${BITE}
      ON CONFLICT DO NOTHING`;
    recorded += count;
    if (count < BITE) return recorded;
  }
}
