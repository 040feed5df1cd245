import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import type { DeskStats } from "./schema.ts";

const statsSchema = z.array(
  z.object({
    decided: z.number(),
    median: z.number().nullable(),
    hours: z.array(z.number()),
  }),
);

/** One person's day: decisions since midnight (UTC), median handle time, pace of the last five hours. */
export async function deskStats(viewer: Viewer): Promise<DeskStats> {
  assertCan(viewer, "cases:decide");
  const rows = await db().$queryRaw`
    WITH mine AS (
      SELECT created_at, handle_seconds FROM decisions
      WHERE actor_id = ${viewer.userId}::uuid AND reverses_id IS NULL AND created_at >= now() - interval '24 hours')
    SELECT
      (SELECT count(*)::int FROM mine WHERE created_at >= date_trunc('day', now(), 'UTC')) AS decided,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY handle_seconds) FROM mine WHERE created_at >= date_trunc('day', now(), 'UTC')) AS median,
      (SELECT array_agg(n ORDER BY h DESC) FROM (
         SELECT h, (SELECT count(*)::int FROM mine
                    WHERE created_at > now() - make_interval(hours => h + 1) AND created_at <= now() - make_interval(hours => h)) AS n
         FROM generate_series(0, 4) AS h) AS pace) AS hours`;
  const [row] = statsSchema.parse(rows);
  return {
    decidedToday: row?.decided ?? 0,
    medianSeconds: row?.median ?? null,
    perHour: row?.hours ?? [],
  };
}
