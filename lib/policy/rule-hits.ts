import type { Tx } from "#lib/db/index.ts";
import type { RuleHit } from "./ask-rules.ts";

/** Keeps which rules hit on which of the items that were judged together, and how many items those were. */
export async function recordHits(
  tx: Tx,
  judged: readonly { itemId: string; hits: readonly RuleHit[] }[],
  at: Date,
): Promise<void> {
  if (judged.length === 0) return;
  await tx.judgedBatch.create({ data: { at, items: judged.length } });
  const data = judged.flatMap(({ itemId, hits }) => hits.map((hit) => ({ ...hit, itemId, at })));
  if (data.length > 0) await tx.ruleHit.createMany({ data, skipDuplicates: true });
}

/** Tags items; a tag that an item has already stays one. */
export async function tagItems(
  tx: Tx,
  judged: readonly { itemId: string; tags: readonly string[] }[],
): Promise<void> {
  const rows = judged.filter(({ tags }) => tags.length > 0).map(({ itemId, tags }) => ({ id: itemId, tags }));
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE items SET tags = ARRAY(SELECT DISTINCT unnest(coalesce(items.tags, '{}') || x.tags) ORDER BY 1)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, tags text[])
    WHERE items.id = x.id`;
}
