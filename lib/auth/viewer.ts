import { cookies } from "next/headers.js";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { assertCan } from "./assert-can.ts";
import type { Permission, Viewer } from "./permissions.ts";
import { readViewer } from "./read-viewer.ts";

/** The signed-in person with the rights of this moment, see `readViewer`. Null when nobody is signed in. */
export async function getViewer(): Promise<Viewer | null> {
  const sessionId = z.uuid().safeParse(await cookieSessionId());
  return sessionId.success ? readViewer(sessionId.data) : null;
}

/**
 * Which session the cookie names. next-auth's `getServerSession` would encrypt a fresh cookie at every call,
 * which costs more than all else that a small request does; reading is enough.
 */
async function cookieSessionId(): Promise<unknown> {
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
  return token?.sid;
}

/** The signed-in person, who must have the permission. @throws DomainError unauthenticated, forbidden */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) throw new DomainError("unauthenticated", "Sign in first.");
  assertCan(viewer, permission);
  return viewer;
}
