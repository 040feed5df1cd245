import { z } from "zod";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { LABELS } from "#lib/scoring/labels.ts";
import { CLAIM_SOURCES, type Claim } from "./claims.ts";

const claimSchema = z.object({
  text: z.string(),
  language: z.string().nullable(),
  itemId: z.string().nullable(),
  label: z.enum(LABELS),
  value: z.union([z.literal(0), z.literal(1)]),
  source: z.enum(CLAIM_SOURCES),
  id: z.string(),
  at: z.date().transform((at) => at.toISOString()),
});

/** Below this, annotators are of two minds, and their consensus teaches nothing. */
const LEAST_SURE = 0.6;

/** What people have said of items, as `said`; of decisions those that stand, as `standing`. */
const SAID = Prisma.sql`
    in_force AS (
      SELECT DISTINCT ON (p.code) p.code, v.signal FROM policies p
      JOIN policy_versions v ON v.policy_id = p.id AND v.published_at <= now()
      ORDER BY p.code, v.version DESC),
    standing AS (
      SELECT d.* FROM decisions d
      WHERE d.source = 'person' AND d.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)),
    said AS (
      SELECT d.item_id, v.signal AS label, 1 AS value, 'decision' AS source, d.id, d.created_at AS at
      FROM standing d JOIN policy_versions v ON v.id = d.policy_version_id WHERE d.action <> 'allow'
      UNION ALL
      SELECT d.item_id, f.signal, 0, 'decision', d.id, d.created_at
      FROM standing d JOIN cases c ON c.id = d.case_id JOIN in_force f ON f.code = c.policy_code
      WHERE d.action = 'allow'
      UNION ALL
      SELECT l.item_id, l.label, l.value, 'appeal', l.id, l.created_at FROM labels l WHERE l.source = 'appeal'
      UNION ALL
      SELECT a.item_id, v.signal, 1, 'appeal', a.id, a.resolved_at
      FROM appeals a JOIN decisions d ON d.id = a.decision_id JOIN policy_versions v ON v.id = d.policy_version_id
      WHERE a.state = 'upheld'
      UNION ALL
      SELECT s.item_id, f.signal, 0, 'sample', s.id, s.judged_at
      FROM prevalence_samples s CROSS JOIN in_force f WHERE s.verdict = 'not_violating')`;

/**
 * All that people have said about texts up to now:
 * - a decision of a person that stands: an action is a positive for its policy's signal, "allow" in a case that was
 *   opened for a policy a negative for that one's;
 * - an appeal: overturned, what its label says; upheld, a positive for the contested decision's signal, whoever made it;
 * - a verdict of the random sample that nothing is violated: a negative for every policy's signal;
 * - a consensus of annotators, and the known answers of gold tasks.
 * A decision that was taken back, and its reversal, say nothing.
 */
export async function loadClaims(tx: Tx): Promise<Claim[]> {
  const names = [...LABELS];
  const rows = await tx.$queryRaw`
    WITH ${SAID}
    SELECT i.text, i.language, i.id::text AS "itemId", said.label, said.value, said.source, said.id::text, said.at
    FROM said JOIN items i ON i.id = said.item_id WHERE said.label = ANY(${names})
    UNION ALL
    SELECT t.text, t.language, t.item_id::text, c.label, c.value::int, 'consensus', t.id::text, c.computed_at
    FROM consensus_labels c JOIN annotation_tasks t ON t.id = c.task_id
    WHERE NOT t.is_gold AND c.label = ANY(${names})
      AND greatest(c.probability, 1 - c.probability) >= ${LEAST_SURE}
    UNION ALL
    SELECT t.text, t.language, t.item_id::text, l.label, (l.label = ANY(t.gold))::int, 'gold', t.id::text, t.created_at
    FROM annotation_tasks t JOIN annotation_projects p ON p.id = t.project_id
    CROSS JOIN LATERAL (SELECT value ->> 'label' AS label FROM jsonb_array_elements(p.labels)) l
    WHERE t.is_gold AND l.label = ANY(${names})`;
  return z.array(claimSchema).parse(rows);
}

/**
 * What those said who saw the whole item, pictures and account: reviewers, appeals and the random sample; annotators
 * see texts. "Allow" is a negative for the policy of the case, and for every other policy whose signal had a score.
 */
const SAID_OF_ITEMS = Prisma.sql`${SAID},
    said_of_items AS (
      SELECT * FROM said WHERE NOT (source = 'decision' AND value = 0)
      UNION
      SELECT d.item_id, f.signal, 0, 'decision', d.id, d.created_at
      FROM standing d LEFT JOIN cases c ON c.id = d.case_id
      JOIN in_force f ON f.code = c.policy_code
        OR EXISTS (SELECT 1 FROM signal_sets s WHERE s.item_id = d.item_id AND s.values ? f.signal)
      WHERE d.action = 'allow')`;

/** What is said of whole items up to now, as {@link SAID_OF_ITEMS} has it. */
export async function loadItemClaims(tx: Tx): Promise<(Claim & { itemId: string })[]> {
  const rows = await tx.$queryRaw`
    WITH ${SAID_OF_ITEMS}
    SELECT i.text, i.language, i.id::text AS "itemId", s.label, s.value, s.source, s.id::text, s.at
    FROM said_of_items s JOIN items i ON i.id = s.item_id WHERE s.label = ANY(${[...LABELS]})`;
  return z.array(claimSchema.extend({ itemId: z.string() })).parse(rows);
}

const decidedSchema = z.array(
  z.object({
    label: z.enum(LABELS).nullable(),
    items: z.number(),
    harmful: z.number(),
    harmless: z.number(),
  }),
);
export type DecidedCounts = z.infer<typeof decidedSchema>;

/** Decided items, in all (the row without a label) and for each label, with how many were found harmful and not. */
export async function countDecided(tx: Tx): Promise<DecidedCounts> {
  return decidedSchema.parse(
    await tx.$queryRaw`
      WITH ${SAID_OF_ITEMS}
      SELECT label, count(DISTINCT item_id)::int AS items,
             count(DISTINCT item_id) FILTER (WHERE value = 1)::int AS harmful,
             count(DISTINCT item_id) FILTER (WHERE value = 0)::int AS harmless
      FROM said_of_items WHERE label = ANY(${[...LABELS]}) GROUP BY GROUPING SETS ((), (label))
      ORDER BY label NULLS FIRST`,
  );
}

/** Consensus labels that are too unsure to teach. */
export async function countUnsure(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM consensus_labels c JOIN annotation_tasks t ON t.id = c.task_id
    WHERE NOT t.is_gold AND greatest(c.probability, 1 - c.probability) < ${LEAST_SURE}`;
  return row?.count ?? 0;
}

const supplySchema = z.object({ decisions: z.number(), appeals: z.number(), consensus: z.number() });
export type LabelSupply = z.infer<typeof supplySchema>;

/** How much was said since a moment, by where it comes from. */
export async function countSupply(tx: Tx, since: Date): Promise<LabelSupply> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT count(*)::int FROM decisions d WHERE d.source = 'person' AND d.reverses_id IS NULL
              AND d.created_at > ${since}
              AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)) AS decisions,
           (SELECT count(*)::int FROM appeals WHERE state <> 'open' AND resolved_at > ${since}) AS appeals,
           (SELECT count(DISTINCT task_id)::int FROM consensus_labels WHERE computed_at > ${since}) AS consensus`;
  return supplySchema.parse(row);
}
