import { z } from "zod";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { REPLACES, REVIEW_ONLY } from "./signal-marks.ts";
import { LEXICON_SOURCE } from "./signal-values.ts";
import type { ThresholdPair } from "./thresholds.ts";

/** One side of the comparison: what the policy listens to, and its pair for an item's language. */
export type ImpactSide = { signal: string; pairFor: (language: string | null) => ThresholdPair };

const OUTCOMES = ["allowed", "queued", "actioned"] as const;
const languagesSchema = z.array(z.object({ language: z.string().nullable(), items: z.number() }));
const cellSchema = z.object({
  before: z.enum(OUTCOMES),
  after: z.enum(OUTCOMES),
  items: z.number(),
  /** How many of them a person left up, and how many a person restricted; the rest nobody has decided. */
  kept: z.number(),
  restricted: z.number(),
});
const exampleSchema = z.object({
  before: z.enum(OUTCOMES),
  after: z.enum(OUTCOMES),
  text: z.string(),
  language: z.string().nullable(),
  value: z.number(),
  decided: z.string().nullable(),
  caseNumber: z.number().nullable(),
});
const comparedSchema = z
  .array(z.object({ looked: z.number(), cells: z.array(cellSchema), examples: z.array(exampleSchema) }))
  .length(1);

export type ImpactCell = z.infer<typeof cellSchema>;
export type ImpactExample = z.infer<typeof exampleSchema>;

/** Judged items since a moment, by language. */
export async function itemsByLanguage(tx: Tx, from: Date): Promise<z.infer<typeof languagesSchema>> {
  return languagesSchema.parse(
    await tx.$queryRaw`
      SELECT language, count(*)::int AS items FROM items
      WHERE received_at >= ${from} AND state <> 'pending' GROUP BY language`,
  );
}

/**
 * Counts what both sides say about the same stored signals, in one statement: a row per pair of outcomes with
 * examples of each pair that differs. The outcome is that of the policy alone, as policyCandidates has it.
 * @param percent of the items in (0, 100]; below 100 a random sample, the same one at every call
 */
export async function compareOutcomes(
  tx: Tx,
  from: Date,
  percent: number,
  languages: readonly (string | null)[],
  before: ImpactSide,
  after: ImpactSide,
  examples: number,
): Promise<z.infer<typeof comparedSchema>[number]> {
  const pairs = languages.map((language) => {
    const [b, a] = [before.pairFor(language), after.pairFor(language)];
    return {
      language: language ?? "",
      b_review: b.review,
      b_automatic: b.automatic,
      a_review: a.review,
      a_automatic: a.automatic,
    };
  });
  const sample =
    percent < 100 ? Prisma.sql`TABLESAMPLE BERNOULLI (${percent}::real) REPEATABLE (1)` : Prisma.empty;
  const rows = await tx.$queryRaw`
    WITH pool AS MATERIALIZED (
      SELECT id, language FROM items ${sample} WHERE received_at >= ${from} AND state <> 'pending'),
    spoken AS (
      SELECT p.id, p.language, ${highest("b", before.signal)}, ${highest("a", after.signal)}
      FROM pool p JOIN signal_sets s ON s.item_id = p.id
        AND (s.values ? ${before.signal} OR s.values ? ${after.signal})
      LEFT JOIN LATERAL (
        SELECT f.values FROM signal_sets f
        WHERE f.item_id = p.id AND f.detail -> ${REPLACES} ? s.source LIMIT 1) fused ON true
      GROUP BY p.id, p.language),
    judged AS MATERIALIZED (
      SELECT spoken.id, spoken.language, coalesce(greatest(a_model, a_only), a_lexicon, greatest(b_model, b_only), b_lexicon, 0) AS value,
             ${outcome("b")} AS before, ${outcome("a")} AS after
      FROM spoken JOIN jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
        AS x(language text, b_review float8, b_automatic float8, a_review float8, a_automatic float8)
        ON x.language = coalesce(spoken.language, '')),
    changed AS MATERIALIZED (
      SELECT j.*, i.text, d.action AS decided FROM judged j JOIN items i ON i.id = j.id
      LEFT JOIN LATERAL (
        SELECT action FROM decisions WHERE item_id = j.id AND source = 'person' AND i.state IN ('allowed', 'actioned')
        ORDER BY created_at DESC LIMIT 1) d ON true
      WHERE before <> after),
    cells AS (
      SELECT before, after, count(*) AS items, 0 AS kept, 0 AS restricted FROM judged WHERE before = after
      GROUP BY before, after
      UNION ALL
      SELECT before, after, count(*), count(*) FILTER (WHERE decided = 'allow'), count(*) FILTER (WHERE decided <> 'allow')
      FROM changed GROUP BY before, after),
    shown AS (
      SELECT before, after, left(text, 400) AS text, language, value, decided,
             (SELECT number FROM cases WHERE item_id = ranked.id AND purpose <> 'prevalence' ORDER BY created_at DESC LIMIT 1) AS "caseNumber"
      FROM (SELECT *, row_number() OVER (PARTITION BY before, after ORDER BY decided IS NULL, md5(id::text)) AS nth
            FROM changed) ranked
      WHERE nth <= ${examples})
    SELECT (SELECT count(*)::int FROM pool) AS looked,
           coalesce((SELECT jsonb_agg(cells) FROM cells), '[]') AS cells,
           coalesce((SELECT jsonb_agg(shown) FROM shown), '[]') AS examples`;
  const [compared] = comparedSchema.parse(rows);
  if (!compared) throw new Error("An aggregate gave no row.");
  return compared;
}

/** The highest value of a signal over the models, over those that are for review only, and over the word lists. */
function highest(side: "a" | "b", signal: string): Prisma.Sql {
  const value = Prisma.sql`max((s.values->>${signal})::float8)`;
  const [model, only, lexicon] = ["model", "only", "lexicon"].map((kind) => Prisma.raw(`${side}_${kind}`));
  const marked = Prisma.sql`s.detail -> ${REVIEW_ONLY}`;
  const reviewOnly = Prisma.sql`coalesce(${marked} = 'true' OR ${marked} ? ${signal}, false)`;
  // As voicesOf has it: a fused set speaks in the place of those that it stands for.
  const heard = Prisma.sql`NOT coalesce(fused.values ? ${signal}, false)`;
  return Prisma.sql`${value} FILTER (WHERE s.source <> ${LEXICON_SOURCE} AND NOT ${reviewOnly} AND ${heard}) AS ${model},
                    ${value} FILTER (WHERE ${reviewOnly}) AS ${only},
                    ${value} FILTER (WHERE s.source = ${LEXICON_SOURCE}) AS ${lexicon}`;
}

/** The word lists stand in where no model speaks, and never act. */
function outcome(side: "a" | "b"): Prisma.Sql {
  return Prisma.raw(`CASE
    WHEN ${side}_model >= ${side}_automatic THEN 'actioned'
    WHEN greatest(${side}_model, ${side}_only) >= ${side}_review THEN 'queued'
    WHEN ${side}_model IS NULL AND ${side}_lexicon > 0 AND ${side}_lexicon >= ${side}_review THEN 'queued'
    ELSE 'allowed' END`);
}
