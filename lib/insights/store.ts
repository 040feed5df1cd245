import { z } from "zod";
import type { Database } from "#lib/db/index.ts";
import { EDGES, LATENCY_BIN, rolledUntil } from "./daily-scores.ts";
import { decidedInScope, joinItems, type Scope } from "./scope.ts";
import { Z95 } from "./wilson.ts";

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

const scoredSchema = z.array(
  z.object({ probability: z.number(), score: z.number(), violating: z.boolean() }),
);

/** Judged posts of the sample with the newest model's score of a signal, and whether they violate the policy. */
export async function scoredSamples(db: Database, scope: Scope, policy: { code: string; signal: string }) {
  const rows = await db.$queryRaw`
    SELECT s.inclusion_probability AS probability, newest.score, s.policy_code IS NOT DISTINCT FROM ${policy.code} AS violating
    FROM prevalence_samples s ${joinItems(scope, "s")} CROSS JOIN LATERAL (
      SELECT (g.values ->> ${policy.signal})::float8 AS score FROM signal_sets g
      WHERE g.item_id = s.item_id AND g.provider IS NOT NULL AND g.values ? ${policy.signal}
      ORDER BY g.created_at DESC, g.id DESC LIMIT 1) AS newest
    WHERE s.drawn_at >= ${scope.from} AND s.drawn_at <= ${scope.to} AND s.verdict IS NOT NULL`;
  return scoredSchema.parse(rows);
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

const actionsSchema = z.object({
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
});
/** Restricting decisions and what their appeals came to. */
export type Actions = z.infer<typeof actionsSchema>;

const itemsSchema = z.array(
  z.object({
    items: z.number(),
    automatic: z.number(),
    acted: z.number(),
    /** Seconds at the median and the 90th percentile, each with the bounds of its interval. */
    seconds: z.array(z.number()).nullable(),
  }),
);

/** The shares asked of time to action. */
const ASKED = [0.5, 0.9] as const;

/**
 * All that is counted from decisions: actions, all together (`total`) and by policy; items
 * decided, and those that no person decided; and the time from receiving an item to the action that stands, with
 * the order statistics that bound it with 95% confidence whatever the distribution: the normal approximation to the
 * binomial, both ranks rounded up (Conover 1999, Practical Nonparametric Statistics, 3.2). Where n is too small
 * for a bound the end of the sample stands in.
 */
export async function decisionCounts(db: Database, scope: Scope, undoSeconds: number) {
  // Two readings side by side take less time than one that does both.
  const [actions, items] = await Promise.all([
    db.$queryRaw`
      WITH decided AS (${decidedInScope(scope, undoSeconds)})
      SELECT code, grouping(code) = 1 AS total, count(*)::int AS made, (count(*) FILTER (WHERE NOT reversed))::int AS standing,
             (count(*) FILTER (WHERE NOT reversed AND finder = 'system'))::int AS system,
             (count(*) FILTER (WHERE NOT reversed AND finder = 'report'))::int AS report,
             (count(*) FILTER (WHERE NOT reversed AND finder = 'sample'))::int AS sample,
             count(appeal)::int AS contested, (count(*) FILTER (WHERE appeal <> 'open'))::int AS resolved,
             (count(*) FILTER (WHERE appeal = 'overturned'))::int AS overturned
      FROM decided WHERE action <> 'allow' GROUP BY GROUPING SETS ((code), ())`,
    db.$queryRaw`
      WITH decided AS (${decidedInScope(scope, undoSeconds)}),
      per_item AS (
        SELECT bool_and(source = 'automation') AS automatic,
               greatest(0, extract(epoch FROM min(created_at) FILTER (WHERE action <> 'allow' AND NOT reversed) - min(received_at)))::float8 AS seconds,
               bool_or(action <> 'allow' AND NOT reversed) AS acted
        FROM decided GROUP BY item_id),
      counted AS (
        SELECT count(*)::int AS items, (count(*) FILTER (WHERE automatic))::int AS automatic, (count(*) FILTER (WHERE acted))::int AS n,
               array_agg(seconds ORDER BY seconds) FILTER (WHERE acted) AS sorted
        FROM per_item)
      SELECT items, automatic, n AS acted,
             CASE WHEN n > 0 THEN (SELECT array_agg(sorted[greatest(1, least(n, ceil(n * share + side * ${Z95}::float8 * sqrt(n * share * (1 - share)))))::int] ORDER BY share, place)
              FROM unnest(${[...ASKED]}::float8[]) AS share, (VALUES (1, 0), (2, -1), (3, 1)) AS bound(place, side)) END AS seconds
      FROM counted`,
  ]);
  const [found] = itemsSchema.parse(items);
  if (!found) throw new Error("An aggregate without a row.");
  return { ...found, actions: actionsSchema.array().parse(actions) };
}

const pairSchema = z.array(z.object({ hits: z.number(), n: z.number() }));

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
