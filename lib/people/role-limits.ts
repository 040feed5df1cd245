import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { Limit } from "./schema.ts";

/** @throws DomainError invalid when one of them does not exist */
export async function assertRoles(tx: Tx, roles: string[]): Promise<void> {
  const known = await tx.role.count({ where: { id: { in: roles } } });
  if (known !== new Set(roles).size)
    throw new DomainError("invalid", "One of these roles does not exist any more.", {
      fields: [{ field: "roles", message: "look again" }],
    });
}

/** Where a person's roles hold from now on; what is said of roles they do not have is left out. */
export async function setLimits(tx: Tx, userId: string, roles: string[], limits: Limit[]): Promise<void> {
  await tx.roleLimit.deleteMany({ where: { userId } });
  await tx.roleLimit.createMany({
    data: limits
      .filter(
        ({ role, queues, policies }) => roles.includes(role) && (queues.length > 0 || policies.length > 0),
      )
      .map(({ role, queues, policies }) => ({ userId, roleId: role, queues, policies })),
  });
}
