import { z } from "zod";
import { type Database, Prisma } from "#lib/db/index.ts";
import { EDGES, LATENCY_BIN, rolledUntil } from "./daily-scores.ts";
import { quantileRanks } from "./quantiles.ts";
import type { Duration } from "./schema.ts";
import { decidedInScope, joinItems, type Scope } from "./scope.ts";

const sampleSchema = z.array(
  z.object({
    probability: z.number(),
    views: z.number(),
    violating: z.boolean(),
    code: z.string().nullable(),
    week: z.string(),
    automatic: z.boolean(),
    colleague: z.string().nullable(),
  }),
);
export type JudgedSample = z.infer<typeof sampleSchema>[number];

/** The answer of somebody who found no violation. */
export const NO_VIOLATION = "none";

/**
 * Judged posts of the sample, by when they were drawn. `automatic`: automation acted on it. `colleague`: what
 * another person decided in an ordinary case, a policy's code or `none`. As many rows as people judged.
 */
export async function judgedSamples(db: Database, scope: Scope): Promise<JudgedSample[]> {
  const rows = await db.$queryRaw`
    SELECT s.inclusion_probability AS probability, s.views, s.verdict = 'violating' AS violating, s.policy_code AS code,
           to_char(date_trunc('week', s.drawn_at, 'UTC') AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS week,
           EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = s.item_id AND d.source = 'automation' AND d.action <> 'allow') AS automatic,
           (SELECT CASE WHEN d.action = 'allow' THEN ${NO_VIOLATION} ELSE p.code END
            FROM decisions d JOIN cases c ON c.id = d.case_id AND c.purpose <> 'prevalence'
            LEFT JOIN policy_versions v ON v.id = d.policy_version_id LEFT JOIN policies p ON p.id = v.policy_id
            WHERE d.item_id = s.item_id AND d.source = 'person' AND d.reverses_id IS NULL AND d.actor_id <> s.judged_by_id
              AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)
            ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS colleague
    FROM prevalence_samples s ${joinItems(scope, "s")}
    WHERE s.drawn_at >= ${scope.from} AND s.drawn_at <= ${scope.to} AND s.verdict IS NOT NULL`;
  return sampleSchema.parse(rows);
}

const drawnSchema = z.array(z.object({ week: z.string(), drawn: z.number() }));

/** How many were drawn each week, judged or not. */
export async function drawnPerWeek(db: Database, scope: Scope): Promise<Map<string, number>> {
  const rows = await db.$queryRaw`
    SELECT to_char(date_trunc('week', s.drawn_at, 'UTC') AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS week, count(*)::int AS drawn
    FROM prevalence_samples s ${joinItems(scope, "s")}
    WHERE s.drawn_at >= ${scope.from} AND s.drawn_at <= ${scope.to}
    GROUP BY 1`;
  return new Map(drawnSchema.parse(rows).map(({ week, drawn }) => [week, drawn]));
}

const actionsSchema = z.array(
  z.object({
    code: z.string().nullable(),
    total: z.boolean(),
    made: z.number(),
    standing: z.number(),
    system: z.number(),
    report: z.number(),
    sample: z.number(),
    contested: z.number(),
    resolved: z.number(),
    overturned: z.number(),
  }),
);
export type Actions = z.infer<typeof actionsSchema>[number];

/** Restricting decisions and what their appeals came to: all together (`total`) and by policy. */
export async function actionCounts(db: Database, scope: Scope, undoSeconds: number): Promise<Actions[]> {
  const rows = await db.$queryRaw`
    WITH decided AS (${decidedInScope(scope, undoSeconds)})
    SELECT code, grouping(code) = 1 AS total, count(*)::int AS made, (count(*) FILTER (WHERE NOT reversed))::int AS standing,
           (count(*) FILTER (WHERE NOT reversed AND finder = 'system'))::int AS system,
           (count(*) FILTER (WHERE NOT reversed AND finder = 'report'))::int AS report,
           (count(*) FILTER (WHERE NOT reversed AND finder = 'sample'))::int AS sample,
           count(appeal)::int AS contested, (count(*) FILTER (WHERE appeal <> 'open'))::int AS resolved,
           (count(*) FILTER (WHERE appeal = 'overturned'))::int AS overturned
    FROM decided WHERE action <> 'allow' GROUP BY GROUPING SETS ((code), ())`;
  return actionsSchema.parse(rows);
}

const pairSchema = z.array(z.object({ hits: z.number(), n: z.number() }));

/** Items decided, and those of them that no person decided. */
export async function automationCounts(db: Database, scope: Scope, undoSeconds: number) {
  const rows = await db.$queryRaw`
    WITH decided AS (${decidedInScope(scope, undoSeconds)})
    SELECT (count(*) FILTER (WHERE automatic))::int AS hits, count(*)::int AS n
    FROM (SELECT bool_and(source = 'automation') AS automatic FROM decided GROUP BY item_id) AS items`;
  return pairSchema.parse(rows)[0] ?? { hits: 0, n: 0 };
}

const numbersSchema = z.array(z.object({ n: z.number(), values: z.array(z.number()).nullable() }));

/** From receiving an item to the restricting decision that stands: median and 90th percentile with their intervals. */
export async function timeToAction(
  db: Database,
  scope: Scope,
  undoSeconds: number,
): Promise<Duration | null> {
  const acted = Prisma.sql`
    WITH decided AS (${decidedInScope(scope, undoSeconds)}),
    acted AS (SELECT greatest(0, extract(epoch FROM min(created_at) - min(received_at)))::float8 AS seconds
              FROM decided WHERE action <> 'allow' AND NOT reversed GROUP BY item_id)`;
  const [{ n } = { n: 0 }] = numbersSchema.parse(
    await db.$queryRaw`${acted} SELECT count(*)::int AS n, NULL AS values FROM acted`,
  );
  if (n === 0) return null;
  const shares = [0.5, 0.9].flatMap((share) => [share, ...quantileRanks(n, share).map((rank) => rank / n)]);
  // A hair below rank/n, so that rounding never takes the next value.
  const asked = shares.map((share, index) => (index % 3 === 0 ? share : Math.max(0, share - 1e-12)));
  const [found] = numbersSchema.parse(
    await db.$queryRaw`${acted} SELECT count(*)::int AS n, percentile_disc(${asked}::float8[]) WITHIN GROUP (ORDER BY seconds) AS values FROM acted`,
  );
  const at = (index: number) => found?.values?.[index] ?? 0;
  const quantile = (first: number) => ({ seconds: at(first), low: at(first + 1), high: at(first + 2) });
  return { n, median: quantile(0), p90: quantile(3) };
}

/** Cases that were due in the window, and those decided in time; an open one past its time counts as late. */
export async function slaCounts(db: Database, scope: Scope) {
  const rows = await db.$queryRaw`
    SELECT (count(*) FILTER (WHERE c.state = 'decided' AND c.closed_at <= c.due_at))::int AS hits, count(*)::int AS n
    FROM cases c ${joinItems(scope, "c")}
    WHERE c.due_at >= ${scope.from} AND c.due_at <= ${scope.to} AND c.state <> 'cancelled' AND c.purpose <> 'prevalence'
      AND (${scope.policy}::text IS NULL OR c.policy_code = ${scope.policy})`;
  return pairSchema.parse(rows)[0] ?? { hits: 0, n: 0 };
}

const latencySchema = z.array(z.object({ bin: z.coerce.number(), count: z.number() }));

/**
 * Scoring times per item (batch time over batch size) as counts per bin of lib/insights/daily-scores.ts, whatever
 * the filters. Whole days come from what `rollDays` counted.
 */
export async function latencyBins(db: Database, { from, to }: Scope) {
  const rows = await db.$queryRaw`
    SELECT bin, sum(n)::float8 AS count FROM (
      SELECT bins.key::int AS bin, bins.value::bigint AS n FROM rolled_days r CROSS JOIN LATERAL jsonb_each_text(r.latency_bins) AS bins
      WHERE r.day >= ${from} AND r.day < ${rolledUntil(to)}
      UNION ALL
      SELECT ${LATENCY_BIN}, count(*) FROM signal_sets
      WHERE created_at >= ${rolledUntil(to)} AND created_at <= ${to} AND provider IS NOT NULL AND latency_ms IS NOT NULL GROUP BY 1
    ) AS counted GROUP BY 1 ORDER BY 1`;
  return latencySchema.parse(rows);
}

const histogramSchema = z.array(
  z.object({
    source: z.string(),
    version: z.string(),
    signal: z.string(),
    recent: z.boolean(),
    bin: z.number(),
    count: z.number(),
  }),
);

/** Model scores counted in bins: today and the seven days before it (`recent`), and the four weeks before those. */
export async function scoreHistograms(db: Database, scope: Scope) {
  const { to, language, surface } = scope;
  const rows = await db.$queryRaw`
    SELECT source, version, signal, recent, bin, sum(count)::int AS count FROM (
      SELECT source, version, signal, day >= (${to}::timestamptz AT TIME ZONE 'UTC')::date - 7 AS recent, bin, count FROM daily_scores
      WHERE day >= (${to}::timestamptz AT TIME ZONE 'UTC')::date - 35 AND day < ${rolledUntil(to)}
        AND (${language}::text IS NULL OR language = ${language}) AND (${surface}::text IS NULL OR surface = ${surface})
      UNION ALL
      SELECT s.source, s.version, score.key, true, width_bucket(score.value::float8, ${EDGES}), count(*)
      FROM signal_sets s ${joinItems(scope, "s")} CROSS JOIN LATERAL jsonb_each_text(s.values) AS score
      WHERE s.created_at >= ${rolledUntil(to)} AND s.created_at <= ${to} AND s.provider IS NOT NULL GROUP BY 1, 2, 3, 4, 5
    ) AS counted GROUP BY 1, 2, 3, 4, 5`;
  return histogramSchema.parse(rows);
}

const labelsSchema = z.array(z.object({ answers: z.number(), annotators: z.number(), agreed: z.number() }));

/** What annotators answered in the window, and the tasks whose answers became a consensus in it; whatever the filters. */
export async function labelCounts(db: Database, { from, to }: Scope) {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS answers, count(DISTINCT user_id)::int AS annotators,
           (SELECT count(DISTINCT task_id)::int FROM consensus_labels WHERE computed_at >= ${from} AND computed_at <= ${to}) AS agreed
    FROM annotations WHERE state = 'submitted' AND submitted_at >= ${from} AND submitted_at <= ${to}`;
  return labelsSchema.parse(rows)[0] ?? { answers: 0, annotators: 0, agreed: 0 };
}
