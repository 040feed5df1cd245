import { appendAudit } from "#lib/audit/index.ts";
import { ALL_PERMISSIONS, assertCan, type Permission, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { publish } from "#lib/live/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { assertManagerLeft, keepManagers } from "./keep-manager.ts";
import type { RoleRequest, RoleView } from "./schema.ts";

const isPermission = (name: string): name is Permission => (ALL_PERMISSIONS as string[]).includes(name);

/** Every role with how many people have it, the built-in ones first. */
export async function listRoles(viewer: Viewer): Promise<RoleView[]> {
  assertCan(viewer, "people:manage");
  const [roles, users] = await Promise.all([
    db().role.findMany({ orderBy: [{ builtIn: "desc" }, { createdAt: "asc" }, { id: "asc" }] }),
    db().user.findMany({ select: { roles: true } }),
  ]);
  return roles.map(({ id, name, names, permissions, secondFactor, builtIn, revision }) => ({
    id,
    name: localisedName({ name, names }),
    permissions: permissions.filter(isPermission),
    secondFactor,
    builtIn,
    revision,
    people: users.filter((user) => user.roles.includes(id)).length,
  }));
}

/** What of a request is stored. Everything known now was ticked or not on purpose. */
const stored = ({ name, nameFa, permissions, secondFactor }: RoleRequest) => ({
  name,
  names: (nameFa ? { fa: nameFa } : {}) satisfies Prisma.InputJsonObject,
  // Whoever signs in may see to their own account.
  permissions: [...new Set<Permission>(["self:edit", ...permissions])],
  known: [...ALL_PERMISSIONS],
  secondFactor,
});

/** Makes a role; its id follows from its name. */
export function createRole(viewer: Viewer, request: RoleRequest): Promise<{ id: string }> {
  assertCan(viewer, "people:manage");
  const words = request.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const id = `${words.slice(0, 40) || "role"}-${crypto.randomUUID().slice(0, 6)}`;
  return inTransaction(async (tx) => {
    await tx.role.create({ data: { id, ...stored(request) } });
    await publish(tx, { topic: "area", area: "roles", permission: "people:manage" });
    await appendAudit(tx, [
      { actor: `user:${viewer.userId}`, action: "role.created", subject: `role:${id}`, data: { ...request } },
    ]);
    return { id };
  });
}

/**
 * Renames a role or changes what it may; who has it notices at the next request.
 * @throws DomainError not_found, conflict when it changed meanwhile or nobody would be left to manage people
 */
export function updateRole(
  viewer: Viewer,
  id: string,
  { revision, ...request }: RoleRequest & { revision: number },
): Promise<void> {
  assertCan(viewer, "people:manage");
  return keepManagers(async (tx) => {
    const before = await tx.role.findUnique({ where: { id } });
    if (!before) throw new DomainError("not_found", "There is no such role.");
    const { count } = await tx.role.updateMany({
      where: { id, revision },
      data: { ...stored(request), revision: { increment: 1 } },
    });
    if (count !== 1) throw new DomainError("conflict", "Somebody changed this role meanwhile; look again.");
    await assertManagerLeft(tx);
    await publish(tx, { topic: "viewer" });
    await publish(tx, { topic: "area", area: "roles", permission: "people:manage" });
    const granted = request.permissions.filter((one) => !before.permissions.includes(one));
    const revoked = before.permissions.filter((one) => !(request.permissions as string[]).includes(one));
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "role.changed",
        subject: `role:${id}`,
        data: { name: request.name, secondFactor: request.secondFactor, granted, revoked },
      },
    ]);
  });
}

/**
 * Takes a role away. Who has it gets the replacement, everywhere; without one a role in use stays.
 * @throws DomainError not_found, conflict, invalid
 */
export function deleteRole(viewer: Viewer, id: string, replacement: string | null): Promise<void> {
  assertCan(viewer, "people:manage");
  return keepManagers(async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`SELECT id FROM roles WHERE id = ${id} FOR UPDATE`;
    if (rows.length === 0) throw new DomainError("not_found", "There is no such role.");
    const holders = await tx.user.findMany({
      where: { roles: { has: id } },
      select: { id: true, roles: true },
    });
    if (holders.length > 0 && replacement === null)
      throw new DomainError(
        "conflict",
        `${holders.length} people have this role; say which they get instead.`,
      );
    if (
      replacement !== null &&
      (replacement === id || (await tx.role.count({ where: { id: replacement } })) === 0)
    )
      throw new DomainError("invalid", "There is no such role to get instead.", {
        fields: [{ field: "replacement", message: "another role" }],
      });
    for (const holder of holders)
      await tx.user.update({
        where: { id: holder.id },
        data: {
          roles: [...new Set(holder.roles.map((role) => (role === id ? (replacement ?? role) : role)))],
        },
      });
    // Before the row goes: an open invitation must not bring back what is not there.
    for (const invitation of await tx.invitation.findMany({
      where: { roles: { has: id }, acceptedAt: null, revokedAt: null },
    }))
      await tx.invitation.update({
        where: { id: invitation.id },
        data: replacement
          ? { roles: [...new Set(invitation.roles.map((role) => (role === id ? replacement : role)))] }
          : { revokedAt: new Date() },
      });
    await assertManagerLeft(tx);
    await tx.role.delete({ where: { id } });
    await publish(tx, { topic: "viewer" });
    await publish(tx, { topic: "area", area: "roles", permission: "people:manage" });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "role.deleted",
        subject: `role:${id}`,
        data: { replacement, people: holders.map((holder) => holder.id) },
      },
    ]);
  });
}
