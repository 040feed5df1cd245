import { z } from "zod";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { ALARM_CAUSES } from "./alarm.ts";
import { TIER } from "./tier.ts";
import type { EscalationNotices } from "./view.ts";

const waitingSchema = z.array(
  z.object({
    number: z.number(),
    slug: z.string(),
    name: z.string(),
    names: z.unknown(),
    policyCode: z.string().nullable(),
    dueAt: z.date(),
    mine: z.boolean(),
  }),
);

/**
 * What every page says to this person: emergencies that wait and are theirs to take, or that they hold (a case that
 * was claimed ahead is on nobody's screen yet), and the open alarms, to whoever can change queues and paths.
 */
export async function listNotices(viewer: Viewer): Promise<EscalationNotices> {
  assertCan(viewer, "cases:read");
  const [emergencies, alarms] = await Promise.all([waitingFor(viewer), alarmsFor(viewer)]);
  return { emergencies, alarms };
}

async function waitingFor(viewer: Viewer): Promise<EscalationNotices["emergencies"]> {
  const rows = waitingSchema.parse(
    await db().$queryRaw`
      SELECT c.number, q.slug, q.name, q.names, f.policy_code AS "policyCode", f.due_at AS "dueAt",
             coalesce(c.claimed_by_id = ${viewer.userId}::uuid AND c.claim_expires_at > now(), false) AS mine
      FROM case_facts f JOIN cases c ON c.id = f.case_id JOIN queues q ON q.id = f.queue_id
      WHERE f.tier < 2 AND f.tier = ${TIER.emergency} AND (c.claim_expires_at IS NULL OR c.claim_expires_at <= now() OR c.claimed_by_id = ${viewer.userId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = c.id AND x.user_id = ${viewer.userId}::uuid)
      ORDER BY f.due_at, c.number`,
  );
  return rows
    .filter(({ slug, policyCode }) => can(viewer, "cases:decide", { queue: slug, policy: policyCode }))
    .map(({ number, dueAt, mine, ...queue }) => ({
      number,
      queue: localisedName(queue),
      dueAt: dueAt.toISOString(),
      mine,
    }));
}

async function alarmsFor(viewer: Viewer): Promise<EscalationNotices["alarms"]> {
  if (!can(viewer, "queues:edit")) return [];
  const open = await db().escalationAlarm.findMany({
    where: { closedAt: null },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
    include: { queue: { select: { slug: true, name: true, names: true } } },
  });
  return open
    .filter(({ queue }) => queue === null || can(viewer, "queues:edit", { queue: queue.slug }))
    .map(({ id, cause, queue, caseNumbers, caseCount, openedAt }) => ({
      id,
      cause: z.enum(ALARM_CAUSES).parse(cause),
      queue: queue && localisedName(queue),
      caseNumbers,
      caseCount,
      openedAt: openedAt.toISOString(),
    }));
}
