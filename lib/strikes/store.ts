import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { INSTALLED_LADDER } from "./ladder.ts";
import { type Ladder, ladderSchema } from "./schema.ts";

const ladderRowsSchema = z.array(
  z.object({
    policyCode: z.string().nullable(),
    version: z.number(),
    content: ladderSchema.nullable(),
    note: z.string(),
    authorName: z.string().nullable(),
    createdAt: z.coerce.date(),
  }),
);
export type LadderRow = z.infer<typeof ladderRowsSchema>[number];

/** The newest version of every ladder that was ever written. */
export async function newestLadders(tx: Tx): Promise<LadderRow[]> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT ON (coalesce(l.policy_code, '')) l.policy_code AS "policyCode", l.version, l.content, l.note,
           u.name AS "authorName", l.created_at AS "createdAt"
    FROM strike_ladders l LEFT JOIN users u ON u.id = l.author_id
    ORDER BY coalesce(l.policy_code, ''), l.version DESC`;
  return ladderRowsSchema.parse(rows);
}

/** The ladder in force for a policy: its own, else the default, else the installed one. */
export function ladderFor(rows: readonly LadderRow[], policyCode: string): Ladder {
  const own = rows.find((row) => row.policyCode === policyCode)?.content;
  const general = rows.find((row) => row.policyCode === null)?.content;
  return own ?? general ?? INSTALLED_LADDER;
}
/** Writes the next version of a ladder. @returns whether the one it follows was still the newest */
export async function appendLadder(
  tx: Tx,
  row: { policyCode: string | null; version: number; content: Ladder | null; note: string; authorId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO strike_ladders (id, policy_code, version, content, note, author_id)
    SELECT gen_random_uuid(), ${row.policyCode}, ${row.version + 1},
           ${row.content === null ? null : JSON.stringify(row.content)}::jsonb, ${row.note}, ${row.authorId}::uuid
    WHERE ${row.version} = coalesce((SELECT max(version) FROM strike_ladders
                                     WHERE policy_code IS NOT DISTINCT FROM ${row.policyCode}), 0)
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

const strikeRowsSchema = z.array(
  z.object({
    id: z.string(),
    policyCode: z.string(),
    decisionId: z.string(),
    itemExternalId: z.string(),
    givenAt: z.coerce.date(),
    expiresAt: z.coerce.date(),
    givenBy: z.string().nullable(),
    takenBackAt: z.coerce.date().nullable(),
  }),
);
export type StrikeRow = z.infer<typeof strikeRowsSchema>[number];

/** Strikes shown of one account: far more than any ladder has steps. */
const MOST_STRIKES = 100;

/** An account's strikes, the newest first, those taken back and expired among them. */
export async function strikesOf(tx: Tx, accountId: string): Promise<StrikeRow[]> {
  const rows = await tx.$queryRaw`
    SELECT s.id, s.policy_code AS "policyCode", s.decision_id AS "decisionId", i.external_id AS "itemExternalId",
           s.created_at AS "givenAt", s.expires_at AS "expiresAt", u.name AS "givenBy", b.created_at AS "takenBackAt"
    FROM strikes s JOIN decisions d ON d.id = s.decision_id JOIN items i ON i.id = d.item_id
    LEFT JOIN users u ON u.id = d.actor_id LEFT JOIN strikes b ON b.takes_back_id = s.id
    WHERE s.account_id = ${accountId}::uuid AND s.takes_back_id IS NULL
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${MOST_STRIKES}`;
  return strikeRowsSchema.parse(rows);
}
