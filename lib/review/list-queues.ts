import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import type { QueueSummary } from "./schema.ts";
import { findGaps, type Skills, takesEverything } from "./skills.ts";
import { countDemand, type QueueDemand, skillsAtWork } from "./skills-store.ts";

const namesSchema = z.object({ fa: z.string().optional() });

/** A queue's name in the languages of the console. */
export function localisedName(queue: { name: string; names: unknown }): { en: string; fa: string } {
  return { en: queue.name, fa: namesSchema.parse(queue.names).fa ?? queue.name };
}

const countsSchema = z.array(
  z.object({
    queueId: z.string(),
    open: z.number(),
    claimed: z.number(),
    overdue: z.number(),
    soon: z.number(),
    breached: z.number(),
    oldestDue: z.date().nullable(),
  }),
);
type Counts = { rows: z.infer<typeof countsSchema>; demand: QueueDemand[]; people: Skills[] };

/** Counting hundreds of thousands of open cases takes a while; all who look within this time share one count. */
const COUNTS_FRESH_MS = 2000;
let shared: { at: number; counts: Promise<Counts> } | null = null;

function queueCounts(): Promise<Counts> {
  if (shared && Date.now() - shared.at < COUNTS_FRESH_MS) return shared.counts;
  const counts = readCounts();
  shared = { at: Date.now(), counts };
  counts.catch(() => {
    shared = null;
  });
  return counts;
}

async function readCounts(): Promise<Counts> {
  const [rows, people] = await Promise.all([
    db().$queryRaw`
      WITH of_facts AS (
        SELECT f.queue_id, count(*)::int AS open, (count(*) FILTER (WHERE f.due_at < now()))::int AS overdue,
               (count(*) FILTER (WHERE f.due_at >= now() AND f.due_at < now() + make_interval(secs => q.sla_minutes * 60 * q.warning_share)))::int AS soon,
               min(f.due_at) AS oldest
        FROM case_facts f JOIN queues q ON q.id = f.queue_id GROUP BY f.queue_id),
      claims AS (
        SELECT queue_id, count(*)::int AS claimed FROM cases
        WHERE state = 'open' AND claimed_by_id IS NOT NULL AND claim_expires_at > now() GROUP BY queue_id),
      late AS (
        SELECT queue_id, count(*)::int AS breached FROM sla_breaches
        WHERE due_at > now() - interval '7 days' GROUP BY queue_id)
      SELECT q.id AS "queueId", coalesce(open, 0) AS open, coalesce(claimed, 0) AS claimed, coalesce(overdue, 0) AS overdue,
             coalesce(soon, 0) AS soon, coalesce(breached, 0) AS breached, oldest AS "oldestDue"
      FROM queues q LEFT JOIN of_facts ON of_facts.queue_id = q.id LEFT JOIN claims ON claims.queue_id = q.id
      LEFT JOIN late ON late.queue_id = q.id`,
    skillsAtWork(db()),
  ]);
  // With one person at work who takes everything nothing can be left over, and nothing need be counted.
  const noGap = people.some(takesEverything);
  return { rows: countsSchema.parse(rows), people, demand: noGap ? [] : await countDemand(db()) };
}

/** All queues with their live counts; a retired one as long as cases are open in it. */
export async function listQueues(viewer: Viewer): Promise<QueueSummary[]> {
  assertCan(viewer, "queues:read");
  const [queues, { rows, demand, people }] = await Promise.all([
    db().queue.findMany({ orderBy: [{ position: "asc" }, { slug: "asc" }] }),
    queueCounts(),
  ]);
  return queues.flatMap((queue) => {
    const count = rows.find((row) => row.queueId === queue.id);
    if (queue.retiredAt && !count?.open) return [];
    return {
      slug: queue.slug,
      name: localisedName(queue),
      purpose: queue.purpose,
      openCases: count?.open ?? 0,
      claimedCases: count?.claimed ?? 0,
      overdueCases: count?.overdue ?? 0,
      dueSoonCases: count?.soon ?? 0,
      breachesLastWeek: count?.breached ?? 0,
      oldestDueAt: count?.oldestDue?.toISOString() ?? null,
      slaMinutes: queue.slaMinutes,
      warningSeconds: queue.slaMinutes * 60 * queue.warningShare,
      order: queue.order,
      gaps: findGaps(
        demand.filter(({ queueId }) => queueId === queue.id),
        people,
      ),
    };
  });
}
