import { can, type Permission, type Viewer } from "#lib/auth/index.ts";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

/** Whether the right ends nowhere for this person, so that nothing need be looked up. */
export const isUnlimited = ({ grants }: Viewer, permission: Permission) =>
  grants.some(
    ({ permissions, queues, policies }) =>
      permissions.includes(permission) && queues === null && policies === null,
  );

/**
 * A case outside of a person's queues and policies does not exist for them.
 * @throws DomainError not_found
 */
export async function assertCaseInScope(
  tx: Tx,
  viewer: Viewer,
  permission: Permission,
  which: number | { id: string },
): Promise<void> {
  if (isUnlimited(viewer, permission)) return;
  const found = await tx.case.findUnique({
    where: typeof which === "number" ? { number: which } : which,
    select: { policyCode: true, queue: { select: { slug: true } } },
  });
  if (!found || !can(viewer, permission, { queue: found.queue.slug, policy: found.policyCode }))
    throw new DomainError("not_found", "There is no such case.");
}

/** Whether a person's right is about this case. */
export async function isWithin(
  tx: Tx,
  person: Viewer,
  permission: Permission,
  caseNumber: number,
): Promise<boolean> {
  if (!can(person, permission)) return false;
  return assertCaseInScope(tx, person, permission, caseNumber).then(
    () => true,
    () => false,
  );
}

/** Whether a case may be given to this person. */
export const mayTake = (tx: Tx, person: Viewer, caseNumber: number): Promise<boolean> =>
  isWithin(tx, person, "cases:decide", caseNumber);

/**
 * The same as a condition, for statements over many cases.
 * @param alias what the statement calls `cases`
 */
export function caseScope(viewer: Viewer, permission: Permission, alias: Prisma.Sql): Prisma.Sql {
  if (isUnlimited(viewer, permission)) return Prisma.sql`true`;
  const held = viewer.grants.filter(({ permissions }) => permissions.includes(permission));
  if (held.length === 0) return Prisma.sql`false`;
  const parts = held.map(({ queues, policies }) => {
    const inQueues = queues
      ? Prisma.sql`${alias}.queue_id IN (SELECT id FROM queues WHERE slug = ANY (${queues}))`
      : Prisma.sql`true`;
    const inPolicies = policies ? Prisma.sql`${alias}.policy_code = ANY (${policies})` : Prisma.sql`true`;
    return Prisma.sql`(${inQueues} AND ${inPolicies})`;
  });
  return Prisma.sql`(${Prisma.join(parts, " OR ")})`;
}
