import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { liveHub } from "#lib/live/index.ts";
import { type AtCases, peopleAtCases } from "./reviewing.ts";
import { type AtWork, takesEverything } from "./skills.ts";
import { countDemand, peopleAtWork, type QueueDemand } from "./skills-store.ts";

const countsSchema = z.array(
  z.object({
    queueId: z.string(),
    policyCode: z.string().nullable(),
    open: z.number(),
    claimed: z.number(),
    overdue: z.number(),
    soon: z.number(),
    breached: z.number(),
    oldestDue: z.date().nullable(),
  }),
);
type CountRow = z.infer<typeof countsSchema>[number];

/** The counts of all queues at one moment, shared by all who look. */
export interface QueueCounts {
  /** When the counting began: `performance.now()`, which no change of the clock turns back. */
  at: number;
  /** What had been told by then: live updates from here on make up for all that the counts miss. */
  position: string | null;
  rows: CountRow[];
  demand: QueueDemand[];
  people: AtWork[];
  atCases: AtCases[];
}

/** Counting hundreds of thousands of open cases takes a while; all who look within this time share one count. */
const FRESH_MS = 2_000;
/** A first paint takes counts as old as this, since live updates correct it at once; nobody waits for a count then. */
const PAINTED_MS = 15_000;
/** Between two counts at the least, whatever changed, and as a multiple of what the last one took: at most a fifth of the time is spent counting. */
const GAP_MS = 500;
const GAP_SHARE = 4;
const MOST_GAP_MS = 5_000;

interface Shared {
  known: QueueCounts | null;
  next: Promise<QueueCounts> | null;
  tookMs: number;
}
// Next.js bundles routes and pages apart from each other; they still share one count.
const across = globalThis as { docketQueueCounts?: Shared };
across.docketQueueCounts ??= { known: null, next: null, tookMs: 0 };
const shared = across.docketQueueCounts;

/** The counts as they are now, not older than two seconds and than the last change that was heard of. */
export async function queueCounts(): Promise<QueueCounts> {
  const changedAt = liveHub().lastQueueChange;
  const { known } = shared;
  if (known && performance.now() - known.at < FRESH_MS && known.at >= changedAt) return known;
  // One that had begun before the change is no answer.
  for (;;) {
    const counts = await countAnew();
    if (counts.at >= changedAt) return counts;
  }
}

/** Counts for a first paint: those of a moment ago at once, while newer ones are on their way. */
export async function paintedCounts(): Promise<QueueCounts> {
  const { known } = shared;
  if (!known || performance.now() - known.at > PAINTED_MS) return queueCounts();
  if (performance.now() - known.at > FRESH_MS) countAnew().catch(() => undefined);
  return known;
}

function countAnew(): Promise<QueueCounts> {
  shared.next ??= count().finally(() => {
    shared.next = null;
  });
  return shared.next;
}

async function count(): Promise<QueueCounts> {
  const gap = Math.min(Math.max(GAP_MS, GAP_SHARE * shared.tookMs), MOST_GAP_MS);
  const wait = shared.known ? shared.known.at + shared.tookMs + gap - performance.now() : 0;
  if (wait > 0) await pause(wait);
  const at = performance.now();
  const { position } = liveHub();
  shared.known = { at, position, ...(await readCounts()) };
  shared.tookMs = performance.now() - at;
  return shared.known;
}

async function readCounts(): Promise<Pick<QueueCounts, "rows" | "people" | "atCases" | "demand">> {
  const [rows, people, atCases] = await Promise.all([
    db().$queryRaw`
      SELECT queue_id AS "queueId", policy_code AS "policyCode", sum(open)::int AS open, sum(claimed)::int AS claimed,
             sum(overdue)::int AS overdue, sum(soon)::int AS soon, sum(breached)::int AS breached, min(oldest) AS "oldestDue"
      FROM (
        SELECT f.queue_id, f.policy_code, count(*) AS open, 0 AS claimed, count(*) FILTER (WHERE f.due_at < now()) AS overdue,
               count(*) FILTER (WHERE f.due_at >= now() AND f.due_at < now() + make_interval(secs => q.sla_minutes * 60 * q.warning_share)) AS soon,
               0 AS breached, min(f.due_at) AS oldest
        FROM case_facts f JOIN queues q ON q.id = f.queue_id GROUP BY f.queue_id, f.policy_code
        UNION ALL
        SELECT queue_id, policy_code, 0, count(*), 0, 0, 0, NULL FROM cases
        WHERE state = 'open' AND claimed_by_id IS NOT NULL AND claim_expires_at > now() GROUP BY queue_id, policy_code
        UNION ALL
        SELECT b.queue_id, c.policy_code, 0, 0, 0, 0, count(*), NULL FROM sla_breaches b JOIN cases c ON c.id = b.case_id
        WHERE b.due_at > now() - interval '7 days' GROUP BY b.queue_id, c.policy_code) AS counted
      GROUP BY queue_id, policy_code`,
    peopleAtWork(db()),
    peopleAtCases(),
  ]);
  // With one person at work who takes everything nothing can be left over, and nothing need be counted.
  const noGap = people.some(takesEverything);
  return { rows: countsSchema.parse(rows), people, atCases, demand: noGap ? [] : await countDemand(db()) };
}
