import { randomBytes } from "node:crypto";
import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { API_SCOPES, assertCan, sha256, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

/** Items an API key may send a minute unless it is told otherwise. */
export const DEFAULT_ITEMS_PER_MINUTE = 120_000;

export const createApiKeySchema = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(API_SCOPES)).min(1),
  itemsPerMinute: z.number().int().min(1).max(10_000_000).default(DEFAULT_ITEMS_PER_MINUTE),
});

export interface ApiKeyView {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  itemsPerMinute: number;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** All keys, newest first, without what would let anyone use them. */
export async function listApiKeys(viewer: Viewer): Promise<ApiKeyView[]> {
  assertCan(viewer, "api_keys:manage");
  const keys = await db().apiKey.findMany({ orderBy: { createdAt: "desc" }, take: 200 });
  return keys.map((key) => ({
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    itemsPerMinute: key.itemsPerMinute,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }));
}

/** Makes a key; the whole of it is returned this once and kept only as a hash. */
export async function createApiKey(
  actor: Viewer | "system",
  request: z.input<typeof createApiKeySchema>,
): Promise<{ id: string; key: string }> {
  if (actor !== "system") assertCan(actor, "api_keys:manage");
  const wanted = createApiKeySchema.parse(request);
  const key = `dk_${randomBytes(32).toString("base64url")}`;
  return inTransaction(async (tx) => {
    const row = await tx.apiKey.create({ data: { ...wanted, prefix: key.slice(0, 10), hash: sha256(key) } });
    await appendAudit(tx, [
      {
        actor: actor === "system" ? "system" : `user:${actor.userId}`,
        action: "api_key.created",
        subject: `api_key:${row.id}`,
        data: { name: wanted.name, scopes: wanted.scopes },
      },
    ]);
    return { id: row.id, key };
  });
}

/** Ends a key at once. @throws DomainError not_found */
export async function revokeApiKey(viewer: Viewer, id: string): Promise<void> {
  assertCan(viewer, "api_keys:manage");
  await inTransaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new DomainError("not_found", "There is no such key, or it was revoked already.");
    await appendAudit(tx, [
      { actor: `user:${viewer.userId}`, action: "api_key.revoked", subject: `api_key:${id}`, data: {} },
    ]);
  });
}
