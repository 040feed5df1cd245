import { cookies } from "next/headers.js";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { assertCan } from "./assert-can.ts";
import { type Permission, permissionsOf, ROLES, type Viewer } from "./permissions.ts";

const rolesSchema = z.array(z.enum(ROLES));

/**
 * The signed-in person, read afresh: a role taken away or a person deactivated counts from the next
 * request on, whatever the session cookie says. Null when nobody is signed in.
 */
export async function getViewer(): Promise<Viewer | null> {
  const userId = z.uuid().safeParse(await signedInUserId());
  if (!userId.success) return null;
  const user = await db().user.findUnique({ where: { id: userId.data } });
  if (!user?.active) return null;
  const roles = rolesSchema.parse(user.roles);
  return { userId: user.id, name: user.name, email: user.email, roles, permissions: permissionsOf(roles) };
}

/**
 * Who the session cookie names. next-auth's `getServerSession` would encrypt a fresh cookie at every call,
 * which costs more than all else that a small request does; reading is enough.
 */
async function signedInUserId(): Promise<string | undefined> {
  const jar = await cookies();
  const request = {
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
    headers: {},
  };
  const secureCookie = env().DOCKET_URL.startsWith("https://");
  const token = await getToken({
    req: request as Parameters<typeof getToken>[0]["req"],
    secret: env().DOCKET_SECRET,
    secureCookie,
  });
  return token?.sub;
}

/** The signed-in person, who must have the permission. @throws DomainError unauthenticated, forbidden */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) throw new DomainError("unauthenticated", "Sign in first.");
  assertCan(viewer, permission);
  return viewer;
}
