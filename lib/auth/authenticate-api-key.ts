import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { ApiScope } from "./permissions.ts";
import { consumeRate } from "./rate-limit.ts";
import { sha256 } from "./seal.ts";

/** A caller from outside, after its key was checked. */
export interface ApiCaller {
  keyId: string;
  name: string;
  itemsPerMinute: number;
}

/** Last use is noted at most this often, so that a busy key does not write on every request. */
const LAST_USED_EVERY_MS = 60_000;

/**
 * The caller behind an Authorization header.
 * @param scope what the route asks for
 * @throws DomainError unauthenticated, forbidden
 */
export async function authenticateApiKey(header: string | null, scope: ApiScope): Promise<ApiCaller> {
  const key = header?.match(/^Bearer\s+(dk_[\w-]{43})$/i)?.[1];
  if (!key) throw new DomainError("unauthenticated", "Send an API key as `Authorization: Bearer dk_…`.");
  const row = await db().apiKey.findUnique({ where: { hash: sha256(key) } });
  if (!row || row.revokedAt)
    throw new DomainError("unauthenticated", "This API key is not known, or was revoked.");
  if (!row.scopes.includes(scope))
    throw new DomainError("forbidden", `This API key lacks the scope ${scope}.`);
  if (!row.lastUsedAt || Date.now() - row.lastUsedAt.getTime() > LAST_USED_EVERY_MS)
    await db().apiKey.update({ where: { id: row.id }, data: { lastUsedAt: new Date() } });
  return { keyId: row.id, name: row.name, itemsPerMinute: row.itemsPerMinute };
}

/** Takes `items` from the key's allowance of this minute. @throws DomainError too_many_requests */
export function consumeApiRate(caller: ApiCaller, items: number): Promise<void> {
  return consumeRate("api", caller.keyId, { points: caller.itemsPerMinute, seconds: 60 }, Math.max(1, items));
}
