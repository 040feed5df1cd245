import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { policiesInForce } from "#lib/policy/index.ts";
import { countsAt, type HeadFigures, TEXT_MODEL, type ThresholdCounts } from "#lib/scoring/index.ts";

/** What a policy's threshold gives on a version's test posts. */
export type ConfusionLine = ThresholdCounts & {
  label: string;
  policy: string;
  at: "review" | "automatic";
};

/** Right and wrong of every head at the thresholds of the policies that listen to it now, in their default language. */
export async function confusionsInForce(heads: readonly HeadFigures[]): Promise<ConfusionLine[]> {
  const policies = await policiesInForce(db());
  return heads.flatMap(({ label, hundredths }) =>
    policies
      .filter(({ signal }) => signal === label)
      .flatMap(({ code, thresholds: { review, automatic } }) => [
        { label, policy: code, at: "review" as const, ...countsAt(hundredths, review) },
        ...(automatic === null
          ? []
          : [{ label, policy: code, at: "automatic" as const, ...countsAt(hundredths, automatic) }]),
      ]),
  );
}

/** So many of the newest scores are looked at: enough for a 99th percentile, and the same work on any installation. */
const NEWEST = 20_000;

const speedsSchema = z.array(
  z.object({
    provider: z.string(),
    n: z.number(),
    p50Ms: z.number(),
    p99Ms: z.number(),
    since: z.date().transform((date) => date.toISOString()),
  }),
);
export type SpeedLine = z.infer<typeof speedsSchema>[number];

/** How long a version took for an item (a batch's time over its size), among this installation's newest scores. */
export async function readSpeeds(version: string, model = TEXT_MODEL): Promise<SpeedLine[]> {
  return speedsSchema.parse(
    await db().$queryRaw`
      WITH newest AS (
        SELECT source, version, provider, latency_ms, created_at FROM signal_sets
        ORDER BY created_at DESC LIMIT ${NEWEST})
      SELECT provider, count(*)::float8 AS n, min(created_at) AS since,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS "p50Ms",
             percentile_cont(0.99) WITHIN GROUP (ORDER BY latency_ms) AS "p99Ms"
      FROM newest
      WHERE source = ${model} AND version = ${version} AND provider IS NOT NULL AND latency_ms IS NOT NULL
      GROUP BY provider ORDER BY provider`,
  );
}
