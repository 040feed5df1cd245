import { z } from "zod";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { measuresSchema } from "#lib/policy/index.ts";
import { printText, signatureFromBytes, signatureToBytes, wordsNear } from "./item-print.ts";
import { parseHash } from "./pdq-index.ts";

/** Notes by what items are found again; one that is noted stays as it is. */
export async function storePrints(tx: Tx, items: readonly { id: string; text: string }[]): Promise<void> {
  const data = items.map(({ id, text }) => {
    const { textHash, bands, signature } = printText(text);
    return { itemId: id, textHash, bands, signature: signature && signatureToBytes(signature) };
  });
  if (data.length > 0) await tx.itemPrint.createMany({ data, skipDuplicates: true });
}

/** The next items in order of their ids that have no print yet, from before prints were kept. */
export async function unprinted(
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ id: string; text: string }[]> {
  const rows = await tx.$queryRaw`
    SELECT i.id, i.text FROM items i
    WHERE i.id > ${after}::uuid AND i.state <> 'pending' AND NOT EXISTS (SELECT 1 FROM item_prints p WHERE p.item_id = i.id)
    ORDER BY i.id LIMIT ${limit}`;
  return z.array(z.object({ id: z.string(), text: z.string() })).parse(rows);
}

const selfSchema = z.array(
  z.object({
    itemId: z.string(),
    externalId: z.string(),
    purpose: z.string(),
    text: z.string(),
    language: z.string().nullable(),
    textHash: z.bigint().nullable(),
    bands: z.array(z.number()).nullable(),
    signature: z.instanceof(Uint8Array).nullable(),
  }),
);
export type OwnPrint = z.infer<typeof selfSchema>[number];

/** The item of a case, with its print. */
export async function printOfCase(tx: Tx, caseNumber: number): Promise<OwnPrint | null> {
  const rows = await tx.$queryRaw`
    SELECT i.id AS "itemId", i.external_id AS "externalId", c.purpose::text, i.text, i.language,
           p.text_hash AS "textHash", p.bands, p.signature
    FROM cases c JOIN items i ON i.id = c.item_id LEFT JOIN item_prints p ON p.item_id = i.id
    WHERE c.number = ${caseNumber}`;
  return selfSchema.parse(rows)[0] ?? null;
}

/** Candidates taken from each index; a wave of copies beyond is judged by a part of it. */
export const MOST_CANDIDATES = 600;

const exactSchema = z.array(z.object({ itemId: z.string() }));
const bandedSchema = z.array(z.object({ itemId: z.string(), signature: z.instanceof(Uint8Array) }));

/**
 * For the rest of a transaction: reads by the indexes only, and of the longest lists of them a part. The planner
 * does not know how rare a band is and, asked for a few rows, would read the whole table instead (seconds at a million
 * items); and of a wave of a hundred thousand copies the index would list every one before the first is read.
 */
export async function lookUpByIndex(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    SELECT set_config('enable_seqscan', 'off', true),
           set_config('gin_fuzzy_search_limit', ${String(4 * MOST_CANDIDATES)}, true)`;
}

/** Other items with the same text, the newest first. */
export async function sameText(tx: Tx, self: OwnPrint): Promise<string[]> {
  if (self.textHash === null) return [];
  const rows = await tx.$queryRaw`
    SELECT item_id AS "itemId" FROM item_prints
    WHERE text_hash = ${self.textHash} AND item_id <> ${self.itemId}::uuid
    ORDER BY item_id DESC LIMIT ${MOST_CANDIDATES}`;
  return exactSchema.parse(rows).map(({ itemId }) => itemId);
}

/** Other items whose text may be near, with their signatures. */
export async function nearTexts(
  tx: Tx,
  self: OwnPrint,
): Promise<{ itemId: string; signature: Uint32Array }[]> {
  if (!self.bands || self.bands.length === 0) return [];
  const rows = await tx.$queryRaw`
    SELECT item_id AS "itemId", signature FROM item_prints
    WHERE bands && ${self.bands}::int[] AND item_id <> ${self.itemId}::uuid AND text_hash <> ${self.textHash}
    LIMIT ${MOST_CANDIDATES}`;
  return bandedSchema
    .parse(rows)
    .map(({ itemId, signature }) => ({ itemId, signature: signatureFromBytes(signature) }));
}

/** PDQ's own bound between the same picture and another, bits of 256. */
export const NEAR_BITS = 31;
/** PDQ says little of pictures with less detail. */
const LEAST_QUALITY = 50;
/** Pictures of one item that are looked up. */
const MOST_PICTURES = 8;

const ownPictureSchema = z.array(z.object({ pdq: z.string(), sha256: z.string().nullable() }));
const nearPictureSchema = z.array(z.object({ itemId: z.string(), bits: z.number() }));

/** Other items with a picture that is the same or near, and in how many bits the nearest differs. */
export async function nearPictures(tx: Tx, itemId: string): Promise<{ itemId: string; bits: number }[]> {
  const own = ownPictureSchema.parse(
    await tx.$queryRaw`
      SELECT f.pdq, m.sha256 FROM media m JOIN media_frames f ON f.media_id = m.id
      WHERE m.item_id = ${itemId}::uuid AND f.pdq_quality >= ${LEAST_QUALITY}
      ORDER BY m.position, f.position LIMIT ${MOST_PICTURES}`,
  );
  const nearest = new Map<string, number>();
  for (const { pdq } of own) {
    const words = wordsNear(parseHash(pdq));
    const rows = await tx.$queryRaw`
      SELECT m.item_id AS "itemId", min(bit_count(('x' || f.pdq)::bit(256) # ('x' || ${pdq})::bit(256)))::int AS bits
      FROM media_frames f JOIN media m ON m.id = f.media_id
      WHERE f.pdq_quality >= 50 AND pdq_words(f.pdq) && ${words}::int[] AND m.item_id <> ${itemId}::uuid
      GROUP BY m.item_id LIMIT ${MOST_CANDIDATES}`;
    for (const { itemId: other, bits } of nearPictureSchema.parse(rows))
      if (bits <= NEAR_BITS) nearest.set(other, Math.min(bits, nearest.get(other) ?? bits));
  }
  return [...nearest].map(([other, bits]) => ({ itemId: other, bits }));
}

const detailSchema = z.array(
  z.object({
    itemId: z.string(),
    externalId: z.string(),
    accountExternalId: z.string().nullable(),
    kind: z.string(),
    language: z.string().nullable(),
    text: z.string(),
    state: z.string(),
    receivedAt: z.coerce.date(),
    pictureId: z.string().nullable(),
    caseNumber: z.number().nullable(),
    decision: z
      .object({
        action: z.enum(["allow", "remove", "limit_reach", "warn", "suspend_account"]),
        hours: z.number().nullable(),
        measures: measuresSchema,
        policyCode: z.string().nullable(),
        reverses: z.boolean(),
        onAppeal: z.boolean(),
        createdAt: z.coerce.date(),
      })
      .nullable(),
  }),
);
export type AlikeDetail = z.infer<typeof detailSchema>[number];

/** What is shown of items that are alike; other revisions of the item itself are not among them. */
export async function alikeDetails(tx: Tx, ids: readonly string[], self: OwnPrint): Promise<AlikeDetail[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw`
    SELECT i.id AS "itemId", i.external_id AS "externalId", a.external_id AS "accountExternalId", i.kind::text, i.language,
      i.text, i.state::text, i.received_at AS "receivedAt",
      (SELECT f.id FROM media m JOIN media_frames f ON f.media_id = m.id WHERE m.item_id = i.id ORDER BY m.position, f.position LIMIT 1) AS "pictureId",
      (SELECT max(c.number) FROM cases c WHERE c.item_id = i.id AND c.purpose <> 'prevalence') AS "caseNumber",
      (SELECT jsonb_build_object('action', d.action, 'hours', d.hours, 'measures', d.measures, 'policyCode', d.policy_code,
         'reverses', d.reverses_id IS NOT NULL,
         'onAppeal', EXISTS (SELECT 1 FROM appeals ap WHERE ap.decision_id = d.reverses_id AND ap.state = 'overturned'),
         'createdAt', d.created_at)
       FROM decisions d WHERE d.item_id = i.id ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decision
    FROM items i LEFT JOIN accounts a ON a.id = i.account_id
    WHERE i.id IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))}) AND i.external_id <> ${self.externalId}
    ORDER BY i.received_at DESC`;
  return detailSchema.parse(rows);
}
