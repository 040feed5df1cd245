import { z } from "zod";
import { assertCan, can, policiesIn, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { liveHub } from "#lib/live/index.ts";
import type { QueueSummary } from "./queue-schema.ts";
import { type AtCases, peopleAtCases, toReviewing } from "./reviewing.ts";
import { type AtWork, findGaps, takesEverything } from "./skills.ts";
import { countDemand, peopleAtWork, type QueueDemand } from "./skills-store.ts";

const namesSchema = z.object({ fa: z.string().optional() });

/** A queue's name in the languages of the console. */
export function localisedName(queue: { name: string; names: unknown }): { en: string; fa: string } {
  return { en: queue.name, fa: namesSchema.parse(queue.names).fa ?? queue.name };
}

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
type Counts = { rows: CountRow[]; demand: QueueDemand[]; people: AtWork[]; atCases: AtCases[] };

/** Counting hundreds of thousands of open cases takes a while; all who look within this time share one count. */
const COUNTS_FRESH_MS = 2000;
/** And within this time although a queue changed; whoever is told of a change asks later than that. */
const COUNTS_CHANGED_MS = 500;
let shared: { at: number; counts: Promise<Counts> } | null = null;

function queueCounts(): Promise<Counts> {
  const age = shared ? Date.now() - shared.at : Number.POSITIVE_INFINITY;
  const changed = shared !== null && liveHub().lastQueueChange >= shared.at && age > COUNTS_CHANGED_MS;
  if (shared && age < COUNTS_FRESH_MS && !changed) return shared.counts;
  const counts = readCounts();
  shared = { at: Date.now(), counts };
  counts.catch(() => {
    shared = null;
  });
  return counts;
}

async function readCounts(): Promise<Counts> {
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

/**
 * The queues this person may see, with the live counts of their cases in each; a retired one as long as cases
 * are open in it.
 */
export async function listQueues(viewer: Viewer): Promise<QueueSummary[]> {
  assertCan(viewer, "queues:read");
  const [queues, { rows, demand, people, atCases }] = await Promise.all([
    db().queue.findMany({ orderBy: [{ position: "asc" }, { slug: "asc" }] }),
    queueCounts(),
  ]);
  return queues.flatMap((queue) => {
    if (!can(viewer, "queues:read", { queue: queue.slug })) return [];
    const policies = policiesIn(viewer, "queues:read", queue.slug);
    const isTheirs = ({ queueId, policyCode }: { queueId: string; policyCode: string | null }) =>
      queueId === queue.id && (policies === null || (policyCode !== null && policies.includes(policyCode)));
    const theirs = rows.filter(isTheirs);
    const sum = (key: "open" | "claimed" | "overdue" | "soon" | "breached") =>
      theirs.reduce((total, row) => total + row[key], 0);
    if (queue.retiredAt && sum("open") === 0) return [];
    const dues = theirs.flatMap(({ oldestDue }) => oldestDue?.getTime() ?? []);
    return {
      slug: queue.slug,
      name: localisedName(queue),
      purpose: queue.purpose,
      openCases: sum("open"),
      claimedCases: sum("claimed"),
      overdueCases: sum("overdue"),
      dueSoonCases: sum("soon"),
      breachesLastWeek: sum("breached"),
      oldestDueAt: dues.length > 0 ? new Date(Math.min(...dues)).toISOString() : null,
      slaMinutes: queue.slaMinutes,
      warningSeconds: queue.slaMinutes * 60 * queue.warningShare,
      order: queue.order,
      gaps: findGaps(queue.slug, demand.filter(isTheirs), people),
      reviewing: toReviewing(atCases.filter(isTheirs)),
    };
  });
}
