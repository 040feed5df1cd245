import { getServerSession } from "next-auth/next";
import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { assertCan } from "./assert-can.ts";
import { authOptions } from "./next-auth-options.ts";
import { type Permission, permissionsOf, ROLES, type Viewer } from "./permissions.ts";

const rolesSchema = z.array(z.enum(ROLES));

/**
 * The signed-in person, read afresh: a role taken away or a person deactivated counts from the next
 * request on, whatever the session cookie says. Null when nobody is signed in.
 */
export async function getViewer(): Promise<Viewer | null> {
  const session = await getServerSession(authOptions());
  const userId = z.uuid().safeParse((session?.user as { id?: unknown } | undefined)?.id);
  if (!userId.success) return null;
  const user = await db().user.findUnique({ where: { id: userId.data } });
  if (!user?.active) return null;
  const roles = rolesSchema.parse(user.roles);
  return { userId: user.id, name: user.name, email: user.email, roles, permissions: permissionsOf(roles) };
}

/** The signed-in person, who must have the permission. @throws DomainError unauthenticated, forbidden */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) throw new DomainError("unauthenticated", "Sign in first.");
  assertCan(viewer, permission);
  return viewer;
}
