import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { liveHub } from "#lib/live/index.ts";
import type { QueueSummary } from "./schema.ts";

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
    oldestDue: z.date().nullable(),
  }),
);

/** Counting a million open cases takes a while; all who look within this time share one count. */
const COUNTS_FRESH_MS = 2000;
/** And within this time although a queue changed; whoever is told of a change asks later than that. */
const COUNTS_CHANGED_MS = 500;
let counts: { at: number; rows: Promise<z.infer<typeof countsSchema>> } | null = null;

function queueCounts(): Promise<z.infer<typeof countsSchema>> {
  const age = counts ? Date.now() - counts.at : Number.POSITIVE_INFINITY;
  const changed = counts !== null && liveHub().lastQueueChange >= counts.at && age > COUNTS_CHANGED_MS;
  if (counts && age < COUNTS_FRESH_MS && !changed) return counts.rows;
  const rows = db().$queryRaw`
      SELECT queue_id AS "queueId", count(*)::int AS open,
             (count(*) FILTER (WHERE claim_expires_at > now()))::int AS claimed,
             (count(*) FILTER (WHERE due_at < now()))::int AS overdue, min(due_at) AS "oldestDue"
      FROM cases WHERE state = 'open' GROUP BY queue_id`.then((result) => countsSchema.parse(result));
  counts = { at: Date.now(), rows };
  rows.catch(() => {
    counts = null;
  });
  return rows;
}

/** All queues with their live counts. */
export async function listQueues(viewer: Viewer): Promise<QueueSummary[]> {
  assertCan(viewer, "queues:read");
  const [queues, rows] = await Promise.all([
    db().queue.findMany({ orderBy: { position: "asc" } }),
    queueCounts(),
  ]);
  return queues.map((queue) => {
    const count = rows.find((row) => row.queueId === queue.id);
    return {
      slug: queue.slug,
      name: localisedName(queue),
      purpose: queue.purpose,
      openCases: count?.open ?? 0,
      claimedCases: count?.claimed ?? 0,
      overdueCases: count?.overdue ?? 0,
      oldestDueAt: count?.oldestDue?.toISOString() ?? null,
      slaMinutes: queue.slaMinutes,
    };
  });
}
