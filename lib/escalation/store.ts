import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import type { EscalatedCase } from "./alarm.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import type { EscalationQueue, StoredPath } from "./path.ts";
import { type EscalationSettings, settingsSchema } from "./schema.ts";
import type { Person } from "./staff.ts";

/** The queues that escalations may go to, in the order of the rail. */
export async function escalationQueues(tx: Tx): Promise<EscalationQueue[]> {
  const queues = await tx.queue.findMany({
    where: { purpose: "escalation", retiredAt: null },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    select: { id: true, slug: true, name: true, names: true, slaMinutes: true },
  });
  return queues.map((queue) => ({
    id: queue.id,
    slug: queue.slug,
    name: localisedName(queue),
    slaMinutes: queue.slaMinutes,
  }));
}

/** Every path that was ever set. */
export const storedPaths = (tx: Tx): Promise<(StoredPath & { revision: number })[]> =>
  tx.escalationPath.findMany({ select: { id: true, queueId: true, dueMinutes: true, revision: true } });

/** What the organisation has set, or the defaults. */
export async function loadSettings(tx: Tx): Promise<EscalationSettings & { revision: number }> {
  const row = await tx.escalationSettings.findUnique({ where: { id: 1 } });
  return row
    ? { ...settingsSchema.parse(row.content), revision: row.revision }
    : { ...DEFAULT_SETTINGS, revision: 0 };
}

const peopleSchema = z.array(
  z.object({
    lastSeenAt: z.date().nullable(),
    grants: z.array(
      z.object({ queues: z.array(z.string()).nullable(), policies: z.array(z.string()).nullable() }),
    ),
  }),
);

/** Everyone who may decide cases somewhere, with the last sign of life of each. */
export async function loadStaff(tx: Tx): Promise<Person[]> {
  const rows = await tx.$queryRaw`
    SELECT jsonb_agg(jsonb_build_object('queues', l.queues, 'policies', l.policies)) AS grants,
           (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()) AS "lastSeenAt"
    FROM users u JOIN roles r ON r.id = ANY (u.roles) AND 'cases:decide' = ANY (r.permissions)
    LEFT JOIN role_limits l ON l.user_id = u.id AND l.role_id = r.id
    WHERE u.active GROUP BY u.id`;
  return peopleSchema.parse(rows).map(({ grants, lastSeenAt }) => ({
    lastSeenAt,
    grants: grants.map(({ queues, policies }) => ({
      queues: queues?.length ? queues : null,
      policies: policies?.length ? policies : null,
    })),
  }));
}

const escalatedSchema = z.array(
  z.object({
    number: z.number(),
    queueId: z.string(),
    queueSlug: z.string(),
    delivered: z.boolean(),
    policyCode: z.string().nullable(),
    tier: z.number(),
    dueAt: z.date(),
    claimed: z.boolean(),
  }),
);

/** Every open case that was escalated or is an emergency. An appeal that is one stays where it is, and is where it should be. */
export async function escalatedCases(tx: Tx): Promise<EscalatedCase[]> {
  return escalatedSchema.parse(
    await tx.$queryRaw`
      SELECT c.number, q.id AS "queueId", q.slug AS "queueSlug", q.purpose = 'escalation' OR c.purpose = 'appeals' AS delivered,
             f.policy_code AS "policyCode", f.tier::int AS tier, f.due_at AS "dueAt", coalesce(c.claim_expires_at > now(), false) AS claimed
      FROM (SELECT e.case_id, e.queue_id, e.policy_code, e.tier, e.due_at
            FROM case_facts e JOIN queues q ON q.id = e.queue_id AND q.purpose = 'escalation'
            UNION SELECT case_id, queue_id, policy_code, tier, due_at FROM case_facts WHERE tier < 2) f
      JOIN queues q ON q.id = f.queue_id
      -- One by one: they are few, and the planner would rather read every case there is.
      JOIN LATERAL (SELECT number, purpose, claim_expires_at FROM cases WHERE cases.id = f.case_id LIMIT 1) c ON true`,
  );
}

/** The paths that lead to a queue, which is locked: none comes to lead there until the caller commits. */
export async function pathsLeadingTo(tx: Tx, queueSlug: string): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM queues WHERE slug = ${queueSlug} FOR UPDATE`;
  const paths = await tx.escalationPath.findMany({
    where: { queue: { slug: queueSlug } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return paths.map(({ id }) => id);
}
