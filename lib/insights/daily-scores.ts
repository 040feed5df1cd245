import { z } from "zod";
import { type Database, Prisma } from "#lib/db/index.ts";
import { SCORE_EDGES } from "./psi.ts";
import { SERVING } from "./schema.ts";

const DAY_MS = 86_400_000;
/** A transaction that began before midnight may still write into the day that ended; none lives as long as this. */
const SETTLING_MS = 3_600_000;
/** Scoring times are counted in bins that grow by this factor: a quantile is then right to half of it. */
export const LATENCY_GROWTH = 1.05;
/** Below this a time is not told from zero, ms. */
const LATENCY_FLOOR = 0.001;

/** In SQL: the bin of a scoring time. Bin 0 begins at the objective, so that what is within it is exact. */
export const LATENCY_BIN = Prisma.raw(
  `floor(ln(greatest(latency_ms, ${LATENCY_FLOOR}) / ${SERVING.milliseconds}) / ln(${LATENCY_GROWTH}))::int`,
);
/** In SQL: the edges between the bins of a score. */
export const EDGES = Prisma.raw(`ARRAY[${SCORE_EDGES.join(",")}]::float8[]`);

/** The middle of a bin on the logarithmic scale, ms. */
export function latencyOfBin(bin: number): number {
  return SERVING.milliseconds * LATENCY_GROWTH ** (bin + 0.5);
}

/** Days before this one stand in the daily tables once `rollDays` has run; later scores are read one by one. */
export function rolledUntil(now: Date): Date {
  return new Date(Math.floor((now.getTime() - SETTLING_MS) / DAY_MS) * DAY_MS);
}

/**
 * Counts the scores of every whole day of a span that has not been counted yet. Scores are only ever added with
 * the moment at which they are, so a day that has passed stays as it is.
 */
export async function rollDays(db: Database, from: Date, now: Date): Promise<void> {
  for (const day of await missingDays(db, from, rolledUntil(now))) await rollDay(db, day);
}

const daysSchema = z.array(z.object({ day: z.string() }));

async function missingDays(db: Database, from: Date, until: Date): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT to_char(day, 'YYYY-MM-DD') AS day
    FROM generate_series(${from.toISOString().slice(0, 10)}::date, ${until.toISOString().slice(0, 10)}::date - 1, interval '1 day') AS day
    WHERE NOT EXISTS (SELECT 1 FROM rolled_days r WHERE r.day = day.day::date) ORDER BY 1`;
  return daysSchema.parse(rows).map(({ day }) => day);
}

/** One statement: whoever comes second finds the day's row there, waits for it, and then adds nothing. */
async function rollDay(db: Database, day: string): Promise<void> {
  await db.$executeRaw`
    WITH own AS MATERIALIZED (
      SELECT s.source, s.version, s.values, s.latency_ms, coalesce(i.language, '') AS language, coalesce(i.surface, '') AS surface
      FROM signal_sets s JOIN items i ON i.id = s.item_id
      WHERE s.created_at >= ${day}::date::timestamp AT TIME ZONE 'UTC' AND s.created_at < (${day}::date + 1)::timestamp AT TIME ZONE 'UTC'
        AND s.provider IS NOT NULL),
    marked AS (
      INSERT INTO rolled_days (day, latency_bins)
      SELECT ${day}::date, coalesce((SELECT jsonb_object_agg(bin, n) FROM (
        SELECT ${LATENCY_BIN} AS bin, count(*) AS n FROM own WHERE latency_ms IS NOT NULL GROUP BY 1) AS counted), '{}')
      ON CONFLICT DO NOTHING RETURNING day)
    INSERT INTO daily_scores (day, source, version, signal, language, surface, bin, count)
    SELECT marked.day, source, version, score.key, language, surface, width_bucket(score.value::float8, ${EDGES}), count(*)::int
    FROM marked, own CROSS JOIN LATERAL jsonb_each_text(own.values) AS score
    GROUP BY 1, 2, 3, 4, 5, 6, 7`;
}
