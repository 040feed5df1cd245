import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { actionSchema } from "#lib/policy/index.ts";
import { type BulkRow, type BulkView, bulkViewSchema, chosenSchema, MEMBER_STATES } from "./schema.ts";
import { mayUndoBulk } from "./undo-bulk.ts";

const time = z.coerce.date();
const rowsSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number(),
    state: z.enum(["running", "done", "undoing", "undone"]),
    action: actionSchema,
    policyCode: z.string().nullable(),
    policyVersion: z.number().nullable(),
    rationale: z.string(),
    chosen: chosenSchema,
    byId: z.string(),
    byName: z.string(),
    createdAt: time,
    silentUntil: time,
    finishedAt: time.nullable(),
    undoneAt: time.nullable(),
    undoneBy: z.string().nullable(),
    counts: z.partialRecord(z.enum(MEMBER_STATES), z.number()),
    told: z.number(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

const LISTED = 50;
const EXCERPT_CHARACTERS = 160;

/** The newest actions for many: one's own, or everybody's for who may take them back. */
export async function listBulks(viewer: Viewer): Promise<{ bulks: BulkRow[] }> {
  assertCan(viewer, "bulk:decide");
  const rows = await load(Prisma.sql`true`);
  return { bulks: rows.map((row) => toRow(viewer, row)) };
}

/** One action with all its items and what became of each. @throws DomainError forbidden, not_found */
export async function getBulk(viewer: Viewer, number: number): Promise<BulkView> {
  assertCan(viewer, "bulk:decide");
  const [row] = await load(Prisma.sql`b.number = ${number}`);
  if (!row) throw new DomainError("not_found", "There is no such action.");
  return { ...toRow(viewer, row), chosen: row.chosen, members: await loadMembers(row.id) };
}

async function load(which: Prisma.Sql): Promise<Row[]> {
  const rows = await db().$queryRaw`
    SELECT b.id, b.number, b.state::text, b.action, p.code AS "policyCode", v.version AS "policyVersion", b.rationale, b.chosen,
      u.id AS "byId", u.name AS "byName", b.created_at AS "createdAt", b.silent_until AS "silentUntil", b.finished_at AS "finishedAt",
      b.undone_at AS "undoneAt", w.name AS "undoneBy",
      (SELECT coalesce(jsonb_object_agg(state, count), '{}') FROM
        (SELECT m.state, count(*)::int FROM bulk_members m WHERE m.bulk_id = b.id GROUP BY m.state) per_state) AS counts,
      (SELECT count(*)::int FROM bulk_members m WHERE m.bulk_id = b.id AND m.state = 'decided' AND EXISTS (
        SELECT 1 FROM enforcements e WHERE e.decision_id = m.decision_id AND e.state <> 'cancelled'
          AND (e.state <> 'pending' OR e.attempts > 0))) AS told
    FROM bulk_actions b JOIN users u ON u.id = b.created_by_id LEFT JOIN users w ON w.id = b.undone_by_id
    LEFT JOIN policy_versions v ON v.id = b.policy_version_id LEFT JOIN policies p ON p.id = v.policy_id
    WHERE ${which} ORDER BY b.number DESC LIMIT ${LISTED}`;
  return rowsSchema.parse(rows);
}

function toRow(viewer: Viewer, row: Row): BulkRow {
  const { id: _id, chosen: _chosen, byId, byName, ...shown } = row;
  const decided = row.counts.decided ?? 0;
  return {
    ...shown,
    by: { id: byId, name: byName },
    createdAt: row.createdAt.toISOString(),
    silentUntil: row.silentUntil.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    total: Object.values(row.counts).reduce((sum, count) => sum + count, 0),
    mayUndo: mayUndoBulk(viewer, byId) && (row.state === "running" || (row.state === "done" && decided > 0)),
  };
}

async function loadMembers(bulkId: string): Promise<BulkView["members"]> {
  const rows = await db().$queryRaw`
    SELECT m.item_id AS "itemId", i.external_id AS "externalId", left(i.text, ${EXCERPT_CHARACTERS}) AS excerpt, i.language,
      coalesce(c.severity, 1) AS severity, c.number AS "caseNumber", m.state::text, m.reason
    FROM bulk_members m JOIN items i ON i.id = m.item_id LEFT JOIN cases c ON c.id = m.case_id
    WHERE m.bulk_id = ${bulkId}::uuid ORDER BY m.position`;
  return bulkViewSchema.shape.members.parse(rows);
}
