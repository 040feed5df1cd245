import { assertCan, type Permission, readColleague, type Viewer } from "#lib/auth/index.ts";
import { db, type Tx } from "#lib/db/index.ts";
import { assertCaseInScope, isWithin } from "./case-scope.ts";

type Colleagues = { id: string; name: string }[];

/** People who may be given this case, but oneself; nobody who took part in the decision an appeal contests (invariant 7). */
export async function listColleagues(viewer: Viewer, caseNumber: number): Promise<Colleagues> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  return listWithin(viewer, caseNumber, "cases:decide");
}

/** People who may be asked about this case: those who may see it, under the same condition. */
export async function listAskable(viewer: Viewer, caseNumber: number): Promise<Colleagues> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  const [people, looking] = await Promise.all([
    listWithin(viewer, caseNumber, "cases:read"),
    lookingAt(db(), caseNumber),
  ]);
  return people.filter(({ id }) => !looking.includes(id));
}

/** Whether this one person may be asked. */
export async function mayBeAsked(tx: Tx, person: Viewer, caseNumber: number): Promise<boolean> {
  if (!(await isWithin(tx, person, "cases:read", caseNumber))) return false;
  const shutOut = await tx.caseExclusion.count({
    where: { userId: person.userId, case: { number: caseNumber } },
  });
  return shutOut === 0 && !(await lookingAt(tx, caseNumber)).includes(person.userId);
}

/** Who judges the case's item at this moment without knowing what others think. */
async function lookingAt(tx: Tx, caseNumber: number): Promise<string[]> {
  const rows = await tx.case.findMany({
    where: {
      state: "open",
      purpose: "quality",
      claimExpiresAt: { gt: new Date() },
      item: { cases: { some: { number: caseNumber } } },
    },
    select: { claimedById: true },
  });
  return rows.flatMap(({ claimedById }) => claimedById ?? []);
}

async function listWithin(viewer: Viewer, caseNumber: number, permission: Permission): Promise<Colleagues> {
  const roles = await db().role.findMany({
    where: { permissions: { has: permission } },
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
      return person && (await isWithin(db(), person, permission, caseNumber)) ? null : userId;
    }),
  );
  return people.filter(({ id }) => !shutOut.includes(id));
}
