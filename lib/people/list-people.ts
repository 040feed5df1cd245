import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import type { Limit } from "./schema.ts";

export interface PersonView {
  id: string;
  email: string;
  name: string;
  roles: string[];
  limits: Limit[];
  active: boolean;
  createdAt: string;
  /** Whether they have set up a second factor. */
  enrolled: boolean;
  /** The last use of a session that is live; null when they are not signed in. */
  lastSeenAt: string | null;
  /** Cases they hold. */
  holds: number;
}

/** Everyone with an account, by name. */
export async function listPeople(viewer: Viewer, now = new Date()): Promise<PersonView[]> {
  assertCan(viewer, "people:manage");
  const users = await db().user.findMany({
    orderBy: [{ active: "desc" }, { name: "asc" }],
    take: 1000,
    include: {
      limits: true,
      secondFactor: { select: { confirmedAt: true } },
      sessions: {
        where: { revokedAt: null, expiresAt: { gt: now } },
        orderBy: { lastSeenAt: "desc" },
        take: 1,
        select: { lastSeenAt: true },
      },
      _count: { select: { claims: { where: { state: "open", claimExpiresAt: { gt: now } } } } },
    },
  });
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    roles: user.roles,
    limits: user.limits.map(({ roleId, queues, policies }) => ({ role: roleId, queues, policies })),
    active: user.active,
    createdAt: user.createdAt.toISOString(),
    enrolled: Boolean(user.secondFactor?.confirmedAt),
    lastSeenAt: user.sessions[0]?.lastSeenAt.toISOString() ?? null,
    holds: user._count.claims,
  }));
}

/** Whom to ask for a right: names of the active people who manage people. Anybody signed in may know. */
export async function listManagers(viewer: Viewer): Promise<string[]> {
  assertCan(viewer, "self:edit");
  const roles = await db().role.findMany({
    where: { permissions: { has: "people:manage" } },
    select: { id: true },
  });
  const people = await db().user.findMany({
    where: { active: true, roles: { hasSome: roles.map(({ id }) => id) } },
    select: { name: true },
    orderBy: { name: "asc" },
    take: 5,
  });
  return people.map(({ name }) => name);
}
