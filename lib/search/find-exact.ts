import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { caseScope, isUnlimited } from "#lib/review/index.ts";
import { foldText } from "./fold-text.ts";

/** Ids in the order in which they are shown. */
export interface Exact {
  caseNumber: number | null;
  accounts: { externalId: string; items: number; firstSeenAt: string }[];
  itemIds: string[];
}

export const NOTHING_EXACT: Exact = { caseNumber: null, accounts: [], itemIds: [] };

const CASE_NUMBER = /^#?(\d{1,9})$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Items that one picture is shown with. */
const MOST_ITEMS = 10;
/** An account's items are counted to here, so that one of millions costs no more. */
const COUNTED = 10_000;

const accountsSchema = z.array(
  z.object({ externalId: z.string(), items: z.number(), firstSeenAt: z.date() }),
);
const idsSchema = z.array(z.object({ id: z.string() }));

/**
 * What bears exactly this name: a case's number, an account's or an item's id of the platform, an id of ours of an
 * item or a decision, or the SHA-256 of a picture's file.
 */
export async function findExact(tx: Tx, viewer: Viewer, typed: string): Promise<Exact> {
  const name = typed.trim();
  const folded = foldText(name).text;
  const number = CASE_NUMBER.exec(folded)?.[1];
  const [found, accounts, items] = await Promise.all([
    number ? caseNumber(tx, viewer, Number(number)) : null,
    // Who may not read every case is told of cases, not of everything that an account ever posted.
    isUnlimited(viewer, "cases:read") &&
      tx.$queryRaw`
      SELECT external_id AS "externalId", first_seen_at AS "firstSeenAt",
             (SELECT count(*)::int FROM (SELECT 1 FROM items i WHERE i.account_id = accounts.id LIMIT ${COUNTED}) counted) AS items
      FROM accounts WHERE external_id = ${name}`,
    tx.$queryRaw`SELECT id FROM items WHERE external_id = ${name} ORDER BY last_seen_at DESC, revision DESC LIMIT 1`,
  ]);
  const ids = idsSchema.parse(items).map(({ id }) => id);
  if (z.uuid().safeParse(folded).success) ids.push(...(await byOurId(tx, folded)));
  if (SHA256.test(folded)) ids.push(...(await byFile(tx, folded)));
  return {
    caseNumber: found,
    accounts: accountsSchema
      .parse(accounts || [])
      .map((one) => ({ ...one, firstSeenAt: one.firstSeenAt.toISOString() })),
    itemIds: [...new Set(ids)],
  };
}

const numberSchema = z.array(z.object({ number: z.number() }));

async function caseNumber(tx: Tx, viewer: Viewer, number: number): Promise<number | null> {
  const rows = await tx.$queryRaw`
    SELECT c.number FROM cases c WHERE c.number = ${number} AND ${caseScope(viewer, "cases:read", Prisma.sql`c`)}`;
  return numberSchema.parse(rows)[0]?.number ?? null;
}

async function byOurId(tx: Tx, id: string): Promise<string[]> {
  const [item, decision] = await Promise.all([
    tx.item.findUnique({ where: { id }, select: { id: true } }),
    tx.decision.findUnique({ where: { id }, select: { itemId: true } }),
  ]);
  return [item?.id, decision?.itemId].filter((one) => one !== undefined);
}

async function byFile(tx: Tx, sha256: string): Promise<string[]> {
  const media = await tx.media.findMany({
    where: { sha256 },
    orderBy: { itemId: "desc" },
    take: MOST_ITEMS,
    select: { itemId: true },
  });
  return media.map(({ itemId }) => itemId);
}
