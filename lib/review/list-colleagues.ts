import { assertCan, readColleague, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { assertCaseInScope, mayTake } from "./case-scope.ts";

/** People who may be given this case, but oneself; nobody who took part in the decision an appeal contests (invariant 7). */
export async function listColleagues(
  viewer: Viewer,
  caseNumber: number,
): Promise<{ id: string; name: string }[]> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  const roles = await db().role.findMany({
    where: { permissions: { has: "cases:decide" } },
    select: { id: true },
  });
  const people = await db().user.findMany({
    where: {
      active: true,
      id: { not: viewer.userId },
      roles: { hasSome: roles.map(({ id }) => id) },
      exclusions: { none: { case: { number: caseNumber } } },
    },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
  const limited = await db().roleLimit.findMany({
    where: { userId: { in: people.map(({ id }) => id) } },
    select: { userId: true },
    distinct: ["userId"],
  });
  const shutOut = await Promise.all(
    limited.map(async ({ userId }) => {
      const person = await readColleague(db(), userId);
      return person && (await mayTake(db(), person, caseNumber)) ? null : userId;
    }),
  );
  return people.filter(({ id }) => !shutOut.includes(id));
}
