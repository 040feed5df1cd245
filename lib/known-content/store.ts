import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import type { HashLine } from "./read-hashes.ts";
import { type BankView, type KnownKind, knownKindSchema, type MatchView } from "./schema.ts";

export type Bank = {
  id: string;
  slug: string;
  kind: KnownKind;
  signal: string;
  value: number;
  threshold: number;
  revision: number;
};

/** Banks that are matched against. */
export function enabledBanks(tx: Tx): Promise<Bank[]> {
  return tx.knownBank.findMany({ where: { enabled: true }, orderBy: { slug: "asc" } });
}

const countsSchema = z.array(
  z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    kind: knownKindSchema,
    signal: z.string(),
    value: z.number(),
    threshold: z.number(),
    enabled: z.boolean(),
    hashes: z.number(),
    matches: z.number(),
    falsePositives: z.number(),
  }),
);

export async function banksWithCounts(tx: Tx): Promise<BankView[]> {
  return countsSchema.parse(
    await tx.$queryRaw`
      SELECT b.id, b.slug, b.name, b.kind::text, b.signal, b.value, b.threshold, b.enabled,
        (SELECT count(*)::int FROM known_hashes h WHERE h.bank_id = b.id) AS hashes,
        count(m.id)::int AS matches, count(m.false_positive_at)::int AS "falsePositives"
      FROM known_banks b
      LEFT JOIN known_hashes h ON h.bank_id = b.id
      LEFT JOIN known_matches m ON m.hash_id = h.id
      GROUP BY b.id ORDER BY b.name`,
  );
}

/** The bank's hashes, a page at a time, in the order of their numbers. */
export async function* bankHashes(
  tx: Tx,
  bankId: string,
  onlyEnabled: boolean,
): AsyncGenerator<{ id: number; hash: string; note: string; enabled: boolean }[]> {
  for (let after = 0; ; ) {
    const page = await tx.knownHash.findMany({
      where: { bankId, id: { gt: after }, ...(onlyEnabled ? { enabled: true } : {}) },
      orderBy: { id: "asc" },
      take: 50_000,
      select: { id: true, hash: true, note: true, enabled: true },
    });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id ?? after;
  }
}

/** Adds what is new. @returns how many were */
export async function addHashes(tx: Tx, bankId: string, lines: HashLine[]): Promise<number> {
  const { count } = await tx.knownHash.createMany({
    data: lines.map((line) => ({ ...line, bankId })),
    skipDuplicates: true,
  });
  return count;
}

/** Tells every matcher that the bank is another one now. */
export async function touchBank(tx: Tx, bankId: string): Promise<void> {
  await tx.knownBank.update({ where: { id: bankId }, data: { revision: { increment: 1 } } });
}

export type NewMatch = { itemId: string; hashId: number; distance: number };

/** An item meets a hash once. */
export async function recordMatches(tx: Tx, matches: NewMatch[]): Promise<void> {
  if (matches.length > 0) await tx.knownMatch.createMany({ data: matches, skipDuplicates: true });
}

const matchSchema = z.object({
  id: z.string(),
  bank: z.string(),
  kind: knownKindSchema,
  hashId: z.number(),
  hashEnabled: z.boolean(),
  note: z.string(),
  distance: z.number(),
  itemExternalId: z.string(),
  caseNumber: z.number().nullable(),
  createdAt: z.date(),
  falsePositiveAt: z.date().nullable(),
  reportedBy: z.string().nullable(),
});

/** The newest matches; those reported as false first. */
export async function newestMatches(tx: Tx, limit: number): Promise<MatchView[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT m.id, b.name AS bank, b.kind::text, h.id AS "hashId", h.enabled AS "hashEnabled", h.note, m.distance,
      i.external_id AS "itemExternalId", m.created_at AS "createdAt", m.false_positive_at AS "falsePositiveAt",
      u.name AS "reportedBy",
      (SELECT max(c.number) FROM cases c WHERE c.item_id = i.id AND c.purpose <> 'prevalence') AS "caseNumber"
    FROM known_matches m
    JOIN known_hashes h ON h.id = m.hash_id JOIN known_banks b ON b.id = h.bank_id
    JOIN items i ON i.id = m.item_id LEFT JOIN users u ON u.id = m.reported_by_id
    ORDER BY m.false_positive_at DESC NULLS LAST, m.created_at DESC LIMIT ${limit}`;
  return rows.map((row) => {
    const match = matchSchema.parse(row);
    return {
      ...match,
      createdAt: match.createdAt.toISOString(),
      falsePositiveAt: match.falsePositiveAt?.toISOString() ?? null,
    };
  });
}
