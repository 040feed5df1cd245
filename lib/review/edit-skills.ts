import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { localisedName } from "#lib/localised-name.ts";
import { EVERYTHING, type ReviewerView, type skillsSchema } from "./skills.ts";

/** Everyone who can be given cases, with what they are given; and the policies there are to choose from. */
export async function listSkills(
  viewer: Viewer,
): Promise<{ reviewers: ReviewerView[]; policyCodes: string[] }> {
  assertCan(viewer, "skills:edit");
  const deciding = await db().role.findMany({
    where: { permissions: { has: "cases:decide" } },
    select: { id: true, name: true, names: true },
  });
  const [people, policies] = await Promise.all([
    db().user.findMany({
      where: { active: true, roles: { hasSome: deciding.map(({ id }) => id) } },
      select: { id: true, name: true, roles: true, skills: true },
      orderBy: { name: "asc" },
      take: 1000,
    }),
    db().policy.findMany({
      where: { retiredAt: null },
      select: { code: true },
      orderBy: { position: "asc" },
    }),
  ]);
  return {
    reviewers: people.map(({ skills, ...person }) => {
      const { languages, policyCodes, maxSeverity } = skills ?? EVERYTHING;
      return {
        ...person,
        roles: deciding.filter(({ id }) => person.roles.includes(id)).map(localisedName),
        skills: { languages, policyCodes, maxSeverity },
      };
    }),
    policyCodes: policies.map(({ code }) => code),
  };
}

/** What a person is given from now on; cases they hold stay theirs. @throws DomainError not_found */
export async function setSkills(
  viewer: Viewer,
  userId: string,
  skills: z.output<typeof skillsSchema>,
): Promise<void> {
  assertCan(viewer, "skills:edit");
  await inTransaction(async (tx) => {
    if ((await tx.user.count({ where: { id: userId } })) === 0)
      throw new DomainError("not_found", "There is no such person.");
    await tx.reviewerSkills.upsert({ where: { userId }, create: { userId, ...skills }, update: skills });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "person.skills_set",
        subject: `user:${userId}`,
        data: skills,
      },
    ]);
  });
}
