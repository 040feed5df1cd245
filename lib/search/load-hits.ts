import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { actionSchema } from "#lib/policy/index.ts";
import { caseScope } from "#lib/review/index.ts";
import { markMatches } from "./mark-matches.ts";
import { ITEM_STATES, type SearchHit } from "./schema.ts";

const time = z.coerce.date();
const rowSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  revision: z.number(),
  kind: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  surface: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  receivedAt: time,
  accountExternalId: z.string().nullable(),
  mediaCount: z.number(),
  case: z
    .object({
      number: z.number(),
      state: z.enum(["open", "decided", "cancelled"]),
      severity: z.number(),
      policyCode: z.string().nullable(),
    })
    .nullable(),
  decision: z
    .object({
      action: actionSchema,
      policyCode: z.string().nullable(),
      severity: z.number().nullable(),
      createdAt: time,
    })
    .nullable(),
});

/** Characters of a text in which a match is looked for to be shown. */
const READ_LENGTH = 20_000;

/**
 * What a list shows of items, in the order given. Cases of the prevalence sample are not told of: they are judged blind.
 * @param stems,phrases what was searched for, to be marked
 */
export async function loadHits(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
  stems: readonly string[],
  phrases: readonly string[],
): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  // Who is giving a second answer on an item is not told the first.
  const looking = Prisma.sql`EXISTS (
    SELECT 1 FROM second_looks l JOIN cases c ON c.id IN (l.case_id, l.adjudication_case_id)
    WHERE l.item_id = i.id AND c.state = 'open' AND c.claimed_by_id = ${viewer.userId}::uuid)`;
  const rows = await tx.$queryRaw`
    SELECT i.id, i.external_id AS "externalId", i.revision, i.kind::text, left(i.text, ${READ_LENGTH}) AS text, i.language, i.surface,
      (CASE WHEN ${looking} THEN 'in_review' ELSE i.state END)::text AS state, i.received_at AS "receivedAt", a.external_id AS "accountExternalId",
      (SELECT count(*)::int FROM media m WHERE m.item_id = i.id) AS "mediaCount",
      (SELECT jsonb_build_object('number', c.number, 'state', c.state, 'severity', c.severity, 'policyCode', c.policy_code)
         FROM cases c WHERE c.item_id = i.id AND c.purpose <> 'prevalence' AND ${caseScope(viewer, "cases:read", Prisma.sql`c`)} ORDER BY c.state, c.number DESC LIMIT 1) AS "case",
      (SELECT jsonb_build_object('action', d.action, 'policyCode', d.policy_code, 'severity', v.severity, 'createdAt', d.created_at)
         FROM decisions d LEFT JOIN policy_versions v ON v.id = d.policy_version_id
         WHERE NOT ${looking} AND d.item_id = i.id AND d.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)
         ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decision
    FROM items i LEFT JOIN accounts a ON a.id = i.account_id
    WHERE i.id = ANY (${[...ids]}::uuid[])`;
  const byId = new Map(
    rowSchema
      .array()
      .parse(rows)
      .map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { text, receivedAt, case: found, decision, ...shown } = row;
    return [
      {
        ...shown,
        ...markMatches(text, stems, phrases),
        receivedAt: receivedAt.toISOString(),
        severity: found?.severity ?? decision?.severity ?? 1,
        case: found && { number: found.number, state: found.state, policyCode: found.policyCode },
        decision: decision && {
          action: decision.action,
          policyCode: decision.policyCode,
          createdAt: decision.createdAt.toISOString(),
        },
        similarity: null,
      },
    ];
  });
}
