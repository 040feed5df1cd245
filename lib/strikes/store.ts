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
