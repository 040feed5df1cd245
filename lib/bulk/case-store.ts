import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { caseScope } from "#lib/review/index.ts";
import type { OpenCase } from "./refusal.ts";

const openSchema = z.array(
  z.object({
    itemId: z.string(),
    id: z.string(),
    version: z.number(),
    purpose: z.string(),
    severity: z.number(),
    oneByOne: z.boolean().nullable(),
    taken: z.boolean(),
    mine: z.boolean(),
  }),
);

/** Whether a case is in somebody else's hands, or laid aside in anybody's. */
const takenFromOthers = (userId: string) =>
  Prisma.sql`coalesce(c.claim_expires_at > now() AND (c.claimed_by_id <> ${userId}::uuid OR c.held_at IS NOT NULL), false)`;

/** The open case of each item that this person could decide; of several the one for triage. */
export async function openCasesOf(
  tx: Tx,
  itemIds: readonly string[],
  viewer: Viewer,
): Promise<Map<string, OpenCase>> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT ON (c.item_id) c.item_id AS "itemId", c.id, c.version, c.purpose::text, c.severity, c.tier = 0 OR said.one_by_one AS "oneByOne",
      ${takenFromOthers(viewer.userId)} AS taken, coalesce(${caseScope(viewer, "bulk:decide", Prisma.sql`c`)}, false) AS mine
    FROM cases c
    LEFT JOIN LATERAL (
      SELECT v.one_by_one FROM policies p JOIN policy_versions v ON v.policy_id = p.id
      WHERE p.code = c.policy_code AND v.published_at IS NOT NULL ORDER BY v.version DESC LIMIT 1) said ON true
    WHERE c.item_id = ANY (${[...itemIds]}::uuid[]) AND c.state = 'open'
    ORDER BY c.item_id, c.purpose NOT IN ('triage', 'accounts'), c.number`;
  return new Map(openSchema.parse(rows).map(({ itemId, ...open }) => [itemId, open]));
}

const closedSchema = z.array(z.object({ id: z.string(), itemId: z.string(), severity: z.number() }));

/**
 * Takes and closes cases in one conditional write (invariants 1 and 2): only what is open, at the version seen, and in
 * nobody else's hands. What somebody is taking at this moment is theirs, and is not waited for.
 */
export async function takeAndClose(
  tx: Tx,
  cases: { id: string; version: number }[],
  userId: string,
): Promise<z.infer<typeof closedSchema>> {
  if (cases.length === 0) return [];
  const rows = await tx.$queryRaw`
    WITH seen AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) AS x(id uuid, version int)),
    free AS (
      SELECT c.id FROM cases c JOIN seen ON seen.id = c.id AND seen.version = c.version
      WHERE c.state = 'open' AND NOT ${takenFromOthers(userId)}
      ORDER BY c.id FOR UPDATE OF c SKIP LOCKED)
    UPDATE cases SET state = 'decided', closed_at = now(), version = version + 1, claimed_by_id = ${userId}::uuid,
      claimed_at = now(), claim_expires_at = now() + make_interval(secs => ${env().CLAIM_MINUTES * 60})
    FROM free WHERE cases.id = free.id
    RETURNING cases.id, cases.item_id AS "itemId", cases.severity`;
  return closedSchema.parse(rows);
}
