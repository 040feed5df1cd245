import { z } from "zod";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { actionSchema } from "#lib/policy/index.ts";
import { listBulks } from "./read-bulk.ts";
import type { BulkRow } from "./schema.ts";

const LISTED = 200;
const HOURS = 24;
const EXCERPT_CHARACTERS = 140;

const time = z.coerce.date();
const rowsSchema = z.array(
  z.object({
    id: z.string(),
    action: actionSchema,
    policyCode: z.string().nullable(),
    createdAt: time,
    caseNumber: z.number(),
    externalId: z.string(),
    excerpt: z.string(),
    language: z.string().nullable(),
    severity: z.number(),
    /** The first delivery that has not begun. */
    silentUntil: time.nullable(),
    told: z.boolean(),
    reversed: z.boolean(),
    appealed: z.boolean(),
    newest: z.boolean(),
  }),
);

/** How a decision stands: can it still be undone unheard, would it be reversed, or is it settled otherwise. */
export type Standing = "silent" | "told" | "taken_back" | "appealed" | "decided_anew";

export interface OwnDecision {
  id: string;
  action: z.infer<typeof actionSchema>;
  policyCode: string | null;
  createdAt: string;
  caseNumber: number;
  externalId: string;
  excerpt: string;
  language: string | null;
  severity: number;
  silentUntil: string | null;
  standing: Standing;
}

/** What this person decided in the last 24 hours, newest first, one by one and for many. */
export async function listOwnDecisions(
  viewer: Viewer,
  now = new Date(),
): Promise<{ decisions: OwnDecision[]; bulks: BulkRow[] }> {
  assertCan(viewer, "cases:decide");
  const since = new Date(now.getTime() - HOURS * 3_600_000);
  const rows = rowsSchema.parse(
    await db().$queryRaw`
      SELECT d.id, d.action, d.policy_code AS "policyCode", d.created_at AS "createdAt", c.number AS "caseNumber",
        i.external_id AS "externalId", left(i.text, ${EXCERPT_CHARACTERS}) AS excerpt, i.language, c.severity,
        (SELECT min(e.not_before) FROM enforcements e WHERE e.decision_id = d.id AND e.state = 'pending' AND e.attempts = 0) AS "silentUntil",
        EXISTS (SELECT 1 FROM enforcements e WHERE e.decision_id = d.id AND e.state <> 'cancelled'
                AND (e.state <> 'pending' OR e.attempts > 0)) AS told,
        EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id) AS reversed,
        EXISTS (SELECT 1 FROM appeals a WHERE a.decision_id = d.id) AS appealed,
        c.state = 'decided' AND NOT EXISTS (
          SELECT 1 FROM decisions later WHERE later.case_id = d.case_id AND (later.created_at, later.id) > (d.created_at, d.id)) AS newest
      FROM decisions d JOIN cases c ON c.id = d.case_id JOIN items i ON i.id = d.item_id
      WHERE d.actor_id = ${viewer.userId}::uuid AND d.created_at > ${since} AND d.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM bulk_members m WHERE m.decision_id = d.id)
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${LISTED}`,
  );
  const bulks = can(viewer, "bulk:decide") ? (await listBulks(viewer)).bulks : [];
  return {
    decisions: rows.map(({ told, reversed, appealed, newest, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      silentUntil: row.silentUntil?.toISOString() ?? null,
      standing: standingOf({ told, reversed, appealed, newest }),
    })),
    bulks: bulks.filter(({ by, createdAt }) => by.id === viewer.userId && new Date(createdAt) > since),
  };
}

function standingOf(facts: {
  told: boolean;
  reversed: boolean;
  appealed: boolean;
  newest: boolean;
}): Standing {
  if (facts.reversed) return "taken_back";
  if (facts.appealed) return "appealed";
  if (!facts.newest) return "decided_anew";
  return facts.told ? "told" : "silent";
}
