import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { FAILED_PROVIDER } from "#lib/policy/index.ts";

/** Over how long the latency summary looks back, minutes: long enough for a quantile, short enough for an alarm. */
export const LATENCY_MINUTES = 15;
/** Of the latencies read, in this order. */
export const QUANTILES = [0.5, 0.95, 0.99] as const;

const latencySchema = z.array(
  z.object({
    /** name/version */
    model: z.string(),
    provider: z.string(),
    /** Seconds per item: batch time over batch size. */
    quantiles: z.array(z.number()),
    sum: z.number(),
    count: z.number(),
  }),
);
export type ScoringLatency = z.infer<typeof latencySchema>;

/** How long scoring took of late, for each model and each provider it ran on. */
export async function readScoringLatency(): Promise<ScoringLatency> {
  return latencySchema.parse(
    await db().$queryRaw`
      SELECT source || '/' || version AS model, provider,
             percentile_cont(${[...QUANTILES]}::float8[]) WITHIN GROUP (ORDER BY latency_ms / 1000) AS quantiles,
             sum(latency_ms) / 1000 AS sum, count(*)::float8 AS count
      FROM signal_sets
      WHERE created_at > now() - make_interval(mins => ${LATENCY_MINUTES}) AND latency_ms IS NOT NULL AND provider IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

const failuresSchema = z.array(z.object({ model: z.string(), count: z.number() }));
export type ScoringFailures = z.infer<typeof failuresSchema>;

/** On how many items each registered model failed of late. */
export async function readScoringFailures(): Promise<ScoringFailures> {
  return failuresSchema.parse(
    await db().$queryRaw`
      SELECT source || '/' || version AS model, count(*)::float8 AS count FROM signal_sets
      WHERE created_at > now() - make_interval(mins => ${LATENCY_MINUTES}) AND provider = ${FAILED_PROVIDER}
      GROUP BY 1 ORDER BY 1`,
  );
}
