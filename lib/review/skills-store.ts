import { z } from "zod";
import { ROLES, rolesCan } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { EVERYTHING, type Skills } from "./skills.ts";

/** What this person is given; everything where nobody said otherwise. */
export async function skillsOf(tx: Tx, userId: string): Promise<Skills> {
  const row = await tx.reviewerSkills.findUnique({ where: { userId } });
  return row ?? EVERYTHING;
}

/** The skills of everyone who could be given a case. */
export async function skillsAtWork(tx: Tx): Promise<Skills[]> {
  const people = await tx.user.findMany({
    where: { active: true, roles: { hasSome: ROLES.filter((role) => rolesCan([role], "cases:decide")) } },
    select: { skills: true },
  });
  return people.map(({ skills }) => skills ?? EVERYTHING);
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
