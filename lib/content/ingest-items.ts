import { v7 as uuidv7 } from "uuid";
import { inTransaction } from "#lib/db/index.ts";
import { drawSample } from "#lib/insights/index.ts";
import { fetchMedia, judgeItem, sendJobs } from "#lib/jobs/index.ts";
import { contentHash } from "./content-hash.ts";
import type { Parsed } from "./read-batch.ts";
import type { IngestBatchResult, IngestResult, ItemInput } from "./schema.ts";
import { insertItems, insertMedia, type NewItem, upsertAccounts } from "./store.ts";

/**
 * Takes items in: durable and queued for scoring in one transaction before the platform hears
 * "accepted" (invariant 8). Sending the same again changes nothing and says so.
 */
export async function ingestItems(parsed: Parsed<ItemInput>[]): Promise<IngestBatchResult> {
  const fresh = new Map<string, NewItem>();
  const keys = parsed.map((element) => {
    if (!element.ok) return null;
    const hash = contentHash(element.value);
    const key = `${hash}:${element.value.externalId}`;
    if (!fresh.has(key)) fresh.set(key, { ...element.value, id: uuidv7(), contentHash: hash });
    return key;
  });
  const stored = fresh.size > 0 ? await storeItems([...fresh.values()]) : new Map<string, StoredItem>();

  const seen = new Set<string>();
  const results = parsed.map((element, index): IngestResult => {
    if (!element.ok) return { externalId: element.externalId, status: "refused", errors: element.errors };
    const key = keys[index] ?? "";
    const item = stored.get(key);
    if (!item) throw new Error("An item was neither stored nor refused.");
    const isNew = item.inserted && !seen.has(key);
    seen.add(key);
    return {
      externalId: element.value.externalId,
      status: isNew ? "accepted" : "unchanged",
      id: item.id,
      state: item.state,
    };
  });
  const count = (status: IngestResult["status"]) =>
    results.filter((result) => result.status === status).length;
  return { accepted: count("accepted"), unchanged: count("unchanged"), refused: count("refused"), results };
}

type StoredItem = Awaited<ReturnType<typeof insertItems>>[number];

function storeItems(items: NewItem[]): Promise<Map<string, StoredItem>> {
  // One order for all: two batches that share accounts or items wait for each other, never deadlock.
  const ordered = items.toSorted((a, b) =>
    a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0,
  );
  return inTransaction(async (tx) => {
    await upsertAccounts(tx, ordered);
    const rows = await insertItems(tx, ordered);
    const inserted = new Set(rows.filter((row) => row.inserted).map((row) => row.id));
    const fresh = ordered.filter((item) => inserted.has(item.id));
    await insertMedia(tx, fresh);
    // Before any score exists, and known to nobody who scores (invariant 10).
    await drawSample(tx, fresh);
    await sendJobs(
      tx,
      judgeItem,
      [...inserted].map((itemId) => ({ itemId })),
    );
    await sendJobs(
      tx,
      fetchMedia,
      fresh.flatMap(({ id, media }) => (media.length > 0 ? [{ itemId: id }] : [])),
    );
    return new Map(rows.map((row) => [`${row.contentHash}:${row.externalId}`, row]));
  });
}
