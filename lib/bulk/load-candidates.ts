import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { currentPolicies, type PolicyInForce, signalSetSchema, thresholdsFor } from "#lib/policy/index.ts";
import { ITEM_STATES } from "#lib/search/schema.ts";
import { openCasesOf } from "./case-store.ts";
import { refusalOf } from "./refusal.ts";
import type { Candidate } from "./schema.ts";

/** Characters of a text that the grid shows; the rest is on the desk. */
const TEXT_LENGTH = 600;
/** Pictures of an item that the grid shows. */
const MOST_FRAMES = 4;
const SHOWN_SIGNALS = 3;

const rowSchema = z.object({
  itemId: z.string(),
  externalId: z.string(),
  kind: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  surface: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  reach: z.number(),
  receivedAt: z.coerce.date(),
  author: z.object({ externalId: z.string(), decisionsAgainst: z.number() }).nullable(),
  reports: z.number(),
  frames: z.array(z.string()),
  signals: z.array(signalSetSchema),
});

const openCaseSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number(),
    policyCode: z.string().nullable(),
    claimedBy: z.string().nullable(),
  }),
);

/** What the grid shows of items, in the order given. */
export async function loadCandidates(
  tx: Tx,
  viewer: Viewer,
  ids: string[],
  similarity: ReadonlyMap<string, number | null>,
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const [rows, open, policies] = await Promise.all([
    loadRows(tx, ids),
    openCasesOf(tx, ids, viewer),
    currentPolicies(),
  ]);
  const named = new Map(
    openCaseSchema
      .parse(
        await tx.$queryRaw`
          SELECT c.id, c.number, c.policy_code AS "policyCode",
            CASE WHEN c.claim_expires_at > now() AND (c.claimed_by_id <> ${viewer.userId}::uuid OR c.held_at IS NOT NULL) THEN u.name END AS "claimedBy"
          FROM cases c LEFT JOIN users u ON u.id = c.claimed_by_id
          WHERE c.id = ANY (${[...open.values()].map(({ id }) => id)}::uuid[])`,
      )
      .map((one) => [one.id, one]),
  );
  return ids.flatMap((id) => {
    const row = rows.get(id);
    if (!row) return [];
    const found = open.get(id) ?? null;
    const refusal = refusalOf(found);
    const { signals, receivedAt, ...shown } = row;
    const name = found && named.get(found.id);
    // A case that is settled elsewhere is not told of: a sample's is judged blind.
    const mayTell = found && name && refusal !== "other_purpose";
    return [
      {
        ...shown,
        receivedAt: receivedAt.toISOString(),
        severity: mayTell ? found.severity : 1,
        case: mayTell
          ? {
              number: name.number,
              version: found.version,
              policyCode: name.policyCode,
              claimedBy: name.claimedBy,
            }
          : null,
        signals: nearest(signals, policies, row.language),
        similarity: similarity.get(id) ?? null,
        refusal,
      },
    ];
  });
}

async function loadRows(tx: Tx, ids: string[]): Promise<Map<string, z.infer<typeof rowSchema>>> {
  const rows = await tx.$queryRaw`
    SELECT i.id AS "itemId", i.external_id AS "externalId", i.kind::text, left(i.text, ${TEXT_LENGTH}) AS text, i.language, i.surface,
      i.state::text, i.reach, i.received_at AS "receivedAt",
      (SELECT jsonb_build_object('externalId', a.external_id, 'decisionsAgainst', (
         SELECT count(*) FROM items other JOIN decisions d ON d.item_id = other.id
         WHERE other.account_id = a.id AND other.id <> i.id AND d.action <> 'allow'
           AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)))
       FROM accounts a WHERE a.id = i.account_id) AS author,
      (SELECT count(DISTINCT r.reporter_id)::int FROM reports r WHERE r.item_id = i.id) AS reports,
      (SELECT coalesce(jsonb_agg(f.id ORDER BY f.place, f.position), '[]') FROM (
         SELECT f.id, m.position AS place, f.position FROM media m JOIN media_frames f ON f.media_id = m.id
         WHERE m.item_id = i.id ORDER BY m.position, f.position LIMIT ${MOST_FRAMES}) f) AS frames,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('source', s.source, 'version', s.version, 'provider', s.provider,
         'latencyMs', s.latency_ms, 'values', s.values, 'detail', s.detail) ORDER BY s.created_at), '[]')
         FROM signal_sets s WHERE s.item_id = i.id) AS signals
    FROM items i WHERE i.id = ANY (${ids}::uuid[])`;
  return new Map(
    rowSchema
      .array()
      .parse(rows)
      .map((row) => [row.itemId, row]),
  );
}

/** Of every policy the highest signal it listens to against its own threshold; the furthest beyond it first. */
function nearest(
  sets: z.infer<typeof signalSetSchema>[],
  policies: PolicyInForce[],
  language: string | null,
): Candidate["signals"] {
  return policies
    .flatMap(({ code, signal, thresholds }) => {
      const values = sets.flatMap((set) => set.values[signal] ?? []);
      if (values.length === 0) return [];
      const threshold = thresholdsFor(thresholds, language).review;
      return [{ policyCode: code, signal, value: Math.max(...values), threshold }];
    })
    .toSorted((a, b) => b.value - b.threshold - (a.value - a.threshold))
    .slice(0, SHOWN_SIGNALS);
}
