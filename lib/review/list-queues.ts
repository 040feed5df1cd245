import { z } from "zod";
import { assertCan, can, policiesIn, type Viewer } from "#lib/auth/index.ts";
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
    policyCode: z.string().nullable(),
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
      SELECT queue_id AS "queueId", policy_code AS "policyCode", count(*)::int AS open,
             (count(*) FILTER (WHERE claim_expires_at > now()))::int AS claimed,
             (count(*) FILTER (WHERE due_at < now()))::int AS overdue, min(due_at) AS "oldestDue"
      FROM cases WHERE state = 'open' GROUP BY queue_id, policy_code`.then((result) =>
    countsSchema.parse(result),
  );
  counts = { at: Date.now(), rows };
  rows.catch(() => {
    counts = null;
  });
  return rows;
}

/** The queues this person may see, with the live counts of their cases in each. */
export async function listQueues(viewer: Viewer): Promise<QueueSummary[]> {
  assertCan(viewer, "queues:read");
  const [queues, rows] = await Promise.all([
    db().queue.findMany({ orderBy: { position: "asc" } }),
    queueCounts(),
  ]);
  return queues
    .filter(({ slug }) => can(viewer, "queues:read", { queue: slug }))
    .map((queue) => {
      const policies = policiesIn(viewer, "queues:read", queue.slug);
      const mine = rows.filter(
        ({ queueId, policyCode }) =>
          queueId === queue.id &&
          (policies === null || (policyCode !== null && policies.includes(policyCode))),
      );
      const sum = (key: "open" | "claimed" | "overdue") => mine.reduce((total, row) => total + row[key], 0);
      const dues = mine.flatMap(({ oldestDue }) => oldestDue?.getTime() ?? []);
      return {
        slug: queue.slug,
        name: localisedName(queue),
        purpose: queue.purpose,
        openCases: sum("open"),
        claimedCases: sum("claimed"),
        overdueCases: sum("overdue"),
        oldestDueAt: dues.length > 0 ? new Date(Math.min(...dues)).toISOString() : null,
        slaMinutes: queue.slaMinutes,
      };
    });
}
