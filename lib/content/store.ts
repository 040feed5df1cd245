import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type ItemInput, itemStateSchema } from "./schema.ts";

export type NewItem = ItemInput & { id: string; contentHash: string };

/** Makes accounts that are new and brings the facts of known ones up to date. Rows come in external-id order. */
export async function upsertAccounts(tx: Tx, items: NewItem[]): Promise<void> {
  const accounts = new Map(
    items.flatMap((item) => (item.account ? [[item.account.externalId, item.account] as const] : [])),
  );
  if (accounts.size === 0) return;
  const rows = [...accounts.values()].map((account) => ({
    id: crypto.randomUUID(),
    external_id: account.externalId,
    platform_created_at: account.createdAt ?? null,
    facts: account.facts,
  }));
  await tx.$executeRaw`
    INSERT INTO accounts (id, external_id, platform_created_at, facts)
    SELECT id, external_id, platform_created_at, facts
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(id uuid, external_id text, platform_created_at timestamptz, facts jsonb)
    ORDER BY external_id
    ON CONFLICT (external_id) DO UPDATE
      SET facts = accounts.facts || excluded.facts,
          platform_created_at = coalesce(excluded.platform_created_at, accounts.platform_created_at),
          updated_at = now()
      WHERE NOT accounts.facts @> excluded.facts
         OR accounts.platform_created_at IS DISTINCT FROM coalesce(excluded.platform_created_at, accounts.platform_created_at)`;
}

const insertedSchema = z.array(
  z.object({
    id: z.string(),
    externalId: z.string(),
    contentHash: z.string(),
    state: itemStateSchema,
    inserted: z.boolean(),
  }),
);

/** Inserts what is new; for what is known notes that it was seen again. One row comes back per item given. */
export async function insertItems(tx: Tx, items: NewItem[]): Promise<z.infer<typeof insertedSchema>> {
  const rows = items.map((item) => ({
    id: item.id,
    external_id: item.externalId,
    content_hash: item.contentHash,
    kind: item.kind,
    account: item.account?.externalId ?? null,
    text: item.text,
    language: item.language ?? null,
    surface: item.surface ?? null,
    thread: item.threadExternalId ?? null,
    parent: item.parentExternalId ?? null,
    reach: item.reach,
    facts: item.url ? { ...item.facts, url: item.url } : item.facts,
    posted_at: item.postedAt ?? null,
  }));
  const result = await tx.$queryRaw`
    INSERT INTO items (id, external_id, content_hash, revision, kind, account_id, text, language, surface,
                       thread_external_id, parent_external_id, reach, facts, posted_at)
    SELECT x.id, x.external_id, x.content_hash,
           1 + (SELECT count(*) FROM items earlier WHERE earlier.external_id = x.external_id)
             + row_number() OVER (PARTITION BY x.external_id ORDER BY x.id) - 1,
           x.kind::item_kind, accounts.id, x.text, x.language, x.surface, x.thread, x.parent, x.reach, x.facts, x.posted_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(id uuid, external_id text, content_hash text, kind text, account text, text text, language text, surface text,
           thread text, parent text, reach float8, facts jsonb, posted_at timestamptz)
    LEFT JOIN accounts ON accounts.external_id = x.account
    ORDER BY x.external_id, x.id
    ON CONFLICT (external_id, content_hash) DO UPDATE
      SET last_seen_at = clock_timestamp(), reach = excluded.reach
    RETURNING id, external_id AS "externalId", content_hash AS "contentHash", state::text, (xmax = 0) AS inserted`;
  return insertedSchema.parse(result);
}

/** Notes the media of new items; they are fetched later, by the guarded fetcher alone. */
export async function insertMedia(tx: Tx, items: NewItem[]): Promise<void> {
  const data = items.flatMap((item) =>
    item.media.map((media, position) => ({
      itemId: item.id,
      position,
      sourceUrl: media.url,
      mediaType: media.mediaType ?? null,
      altText: media.altText ?? null,
    })),
  );
  if (data.length > 0) await tx.media.createMany({ data });
}
