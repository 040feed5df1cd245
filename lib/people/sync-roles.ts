import { ALL_PERMISSIONS, permissionsOf, ROLES } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";

/**
 * Gives the built-in roles the permissions that came with this version of Docket, by the table's defaults; each once,
 * so that what an admin took away stays away. Run at every start.
 */
export async function syncRoles(tx: Tx): Promise<void> {
  for (const role of await tx.role.findMany({ where: { id: { in: [...ROLES] } } })) {
    const isNew = ALL_PERMISSIONS.filter((permission) => !role.known.includes(permission));
    if (isNew.length === 0) continue;
    const defaults = permissionsOf(ROLES.filter((id) => id === role.id));
    const given = isNew.filter(
      (permission) => defaults.includes(permission) && !role.permissions.includes(permission),
    );
    await tx.role.update({
      where: { id: role.id, revision: role.revision },
      data: {
        permissions: [...role.permissions, ...given],
        known: [...ALL_PERMISSIONS],
        revision: { increment: 1 },
      },
    });
  }
}
