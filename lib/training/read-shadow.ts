import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { FAILED_PROVIDER, policiesInForce } from "#lib/policy/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";

const shadowSchema = z.array(
  z.object({
    /** Items that it scored in shadow, and those that it failed on. */
    items: z.number(),
    failed: z.number(),
    /** Of those it scored: for how many some policy in force would have wanted a person, by its scores alone. */
    would: z.number(),
    /** How many of them were not simply allowed, by what was in force. */
    did: z.number(),
    since: z.date().nullable(),
  }),
);
export type ShadowLine = Omit<z.infer<typeof shadowSchema>[number], "since"> & { since: string };

/** What a fused version has said in shadow, beside what happened; null where it was never there. */
export async function readShadow(version: string): Promise<ShadowLine | null> {
  const listening = (await policiesInForce(db())).map(({ signal, thresholds }) => ({
    signal,
    review: thresholds.review,
  }));
  const [row] = shadowSchema.parse(
    await db().$queryRaw`
      SELECT count(*)::int AS items, count(*) FILTER (WHERE s.provider = ${FAILED_PROVIDER})::int AS failed,
             count(*) FILTER (WHERE EXISTS (
               SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(listening)}::jsonb) AS p(signal text, review float8)
               WHERE (s.values ->> p.signal)::float8 >= p.review))::int AS would,
             count(*) FILTER (WHERE s.provider <> ${FAILED_PROVIDER} AND i.state <> 'allowed')::int AS did,
             min(s.created_at) AS since
      FROM shadow_scores s JOIN items i ON i.id = s.item_id
      WHERE s.source = ${FUSION_MODEL} AND s.version = ${version}`,
  );
  return row?.since ? { ...row, since: row.since.toISOString() } : null;
}
