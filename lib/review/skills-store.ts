import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type AtWork, EVERYTHING, type Skills } from "./skills.ts";

/** What this person is given; everything where nobody said otherwise. */
export async function skillsOf(tx: Tx, userId: string): Promise<Skills> {
  const row = await tx.reviewerSkills.findUnique({ where: { userId } });
  return row ?? EVERYTHING;
}

const atWorkSchema = z.array(
  z.object({
    languages: z.array(z.string()).nullable(),
    policyCodes: z.array(z.string()).nullable(),
    maxSeverity: z.number().nullable(),
    grants: z.array(
      z.object({ queues: z.array(z.string()).nullable(), policies: z.array(z.string()).nullable() }),
    ),
  }),
);

/** Everyone who could be given a case: their skills, and the queues and policies their roles end at. */
export async function peopleAtWork(tx: Tx): Promise<AtWork[]> {
  const rows = await tx.$queryRaw`
    SELECT s.languages, s.policy_codes AS "policyCodes", s.max_severity AS "maxSeverity",
           jsonb_agg(jsonb_build_object('queues', l.queues, 'policies', l.policies)) AS grants
    FROM users u JOIN roles r ON r.id = ANY (u.roles) AND 'cases:decide' = ANY (r.permissions)
    LEFT JOIN role_limits l ON l.user_id = u.id AND l.role_id = r.id
    LEFT JOIN reviewer_skills s ON s.user_id = u.id
    WHERE u.active GROUP BY u.id, s.user_id`;
  return atWorkSchema.parse(rows).map(({ grants, ...skills }) => ({
    skills: {
      languages: skills.languages ?? [],
      policyCodes: skills.policyCodes ?? [],
      maxSeverity: skills.maxSeverity,
    },
    grants: grants.map(({ queues, policies }) => ({
      queues: queues?.length ? queues : null,
      policies: policies?.length ? policies : null,
    })),
  }));
}

const demandSchema = z.array(
  z.object({
    queueId: z.string(),
    language: z.string().nullable(),
    policyCode: z.string().nullable(),
    severity: z.number(),
    count: z.number(),
  }),
);
export type QueueDemand = z.infer<typeof demandSchema>[number];

/** The open cases of each queue, counted by what skills speak about. */
export async function countDemand(tx: Tx): Promise<QueueDemand[]> {
  return demandSchema.parse(
    await tx.$queryRaw`
      SELECT queue_id AS "queueId", language, policy_code AS "policyCode", severity, count(*)::int AS count
      FROM case_facts GROUP BY 1, 2, 3, 4`,
  );
}
