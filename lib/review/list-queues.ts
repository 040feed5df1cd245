import { assertCan, can, policiesIn, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { paintedCounts, type QueueCounts, queueCounts } from "./queue-counts.ts";
import type { QueueSummary } from "./queue-schema.ts";
import { toReviewing } from "./reviewing.ts";
import { findGaps } from "./skills.ts";

/**
 * The queues this person may see, with the live counts of their cases in each; a retired one as long as cases
 * are open in it.
 */
export async function listQueues(viewer: Viewer): Promise<QueueSummary[]> {
  assertCan(viewer, "queues:read");
  return summarise(viewer, await queueCounts());
}

/**
 * The same for a first paint: counts of a moment ago, without waiting for newer ones.
 * @returns `liveFrom`: the place in the live updates from which they are to be brought up to date
 */
export async function paintQueues(
  viewer: Viewer,
): Promise<{ queues: QueueSummary[]; liveFrom: string | null }> {
  assertCan(viewer, "queues:read");
  const counts = await paintedCounts();
  return { queues: await summarise(viewer, counts), liveFrom: counts.position };
}

async function summarise(
  viewer: Viewer,
  { rows, demand, people, atCases }: QueueCounts,
): Promise<QueueSummary[]> {
  const queues = await db().queue.findMany({ orderBy: [{ position: "asc" }, { slug: "asc" }] });
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
