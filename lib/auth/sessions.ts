import { db, type Tx } from "#lib/db/index.ts";

/** How long a sign-in lasts, seconds: a shift. */
export const SESSION_SECONDS = 8 * 3600;

/** Where a request comes from, for people to recognise their sessions by. */
export interface Origin {
  address: string;
  userAgent: string;
}

/** The address that the nearest proxy saw, and what the browser calls itself; both cut to a sane length. */
export function requestOrigin(headers: Headers): Origin {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "local";
  return { address: address.slice(0, 64), userAgent: (headers.get("user-agent") ?? "").slice(0, 300) };
}

/** Notes a sign-in. @returns the id that the cookie carries from then on */
export async function openSession(userId: string, origin: Origin, viaOidc: boolean): Promise<string> {
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const { id } = await db().session.create({ data: { userId, ...origin, viaOidc, expiresAt } });
  return id;
}

/** Ends one session; one that is over stays so. @returns whose it was, null when there was none to end */
export async function endSession(tx: Tx, id: string): Promise<string | null> {
  const [ended] = await tx.session.updateManyAndReturn({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { userId: true },
  });
  return ended?.userId ?? null;
}
