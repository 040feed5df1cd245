import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { MEANING_BANDS, type Signature, signatureOf } from "./signature.ts";

/** A text that a model has read. */
export interface Embedded {
  itemId: string;
  text: string;
  /** `name/version`. */
  model: string;
  embedding: Float32Array;
}

/** Keeps what the like of each item is found by; the first that was said of an item stands. */
export async function storeSignatures(tx: Tx, items: Embedded[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ itemId, text, model, embedding }) => {
    const { vector, code, bands } = signatureOf(text, embedding);
    return { item_id: itemId, model, vector: Buffer.from(vector.buffer).toString("hex"), code, bands };
  });
  await tx.$executeRaw`
    INSERT INTO item_vectors (item_id, model, vector, code, bands)
    SELECT item_id, model, decode(vector, 'hex'), code::bit(256), bands
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(item_id uuid, model text, vector text, code text, bands int[])
    ON CONFLICT DO NOTHING`;
}

const bytesSchema = z.instanceof(Uint8Array).transform((bytes) => Int8Array.from(bytes));
const storedSchema = z.array(
  z.object({ model: z.string(), vector: bytesSchema, code: z.string(), bands: z.array(z.number()) }),
);

export type Stored = Signature & { model: string };

/** An item's signature, by our id or the platform's (its newest revision); null where it has none. */
export async function readSignature(tx: Tx, name: string): Promise<(Stored & { itemId: string }) | null> {
  const ours = z.uuid().safeParse(name).success;
  const item = ours
    ? { id: name }
    : await tx.item.findFirst({
        where: { externalId: name },
        orderBy: { lastSeenAt: "desc" },
        select: { id: true },
      });
  if (!item) return null;
  const rows = storedSchema.parse(
    await tx.$queryRaw`SELECT model, vector, code::text AS code, bands FROM item_vectors WHERE item_id = ${item.id}::uuid`,
  );
  return rows[0] ? { itemId: item.id, ...rows[0] } : null;
}

const candidatesSchema = z.array(z.object({ itemId: z.string(), vector: bytesSchema }));

/** Candidates of each kind that are looked at. A crowd of texts that all mean the same is not looked at whole. */
const MOST_OF_A_KIND = 4_000;
/** Candidates that are compared exactly. */
const COMPARED = 400;

/**
 * Items that share a band, those first whose codes differ least. By meaning and by words apart: where half of all
 * texts mean the same, those with the same words are found all the same.
 */
export async function findCandidates(
  tx: Tx,
  like: Stored & { itemId: string },
): Promise<z.infer<typeof candidatesSchema>> {
  const [meaning, words] = [like.bands.slice(0, MEANING_BANDS), like.bands.slice(MEANING_BANDS)];
  const rows = await tx.$queryRaw`
    WITH near AS (
      (SELECT item_id, code, vector FROM item_vectors WHERE bands && ${words}::int[] AND model = ${like.model} LIMIT ${MOST_OF_A_KIND})
      UNION
      (SELECT item_id, code, vector FROM item_vectors WHERE bands && ${meaning}::int[] AND model = ${like.model} LIMIT ${MOST_OF_A_KIND}))
    SELECT item_id AS "itemId", vector FROM near WHERE item_id <> ${like.itemId}::uuid
    ORDER BY bit_count(code # ${like.code}::text::bit(256)) LIMIT ${COMPARED}`;
  return candidatesSchema.parse(rows);
}
