import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import type { Tx } from "#lib/db/index.ts";

const seenSchema = z.array(z.object({ caseId: z.string(), severity: z.number(), handleSeconds: z.number() }));

/**
 * Keeps what a person saw of a case that they now leave undecided: skipped, passed on or laid aside, it was looked
 * at all the same. In the transaction of the leaving, before it; nothing is kept of a case that is not theirs.
 * One that lay on hold was timed when it was laid there; the hours since are nobody's reading.
 * @param reveals how often hidden text or pictures were uncovered
 */
export async function recordLeaving(
  tx: Tx,
  { userId }: Viewer,
  caseNumber: number,
  reveals: number,
): Promise<void> {
  const rows = await tx.$queryRaw`
    SELECT id AS "caseId", severity, CASE WHEN held_at IS NULL THEN extract(epoch FROM now() - claimed_at)::float8 ELSE 0 END AS "handleSeconds"
    FROM cases WHERE number = ${caseNumber} AND claimed_by_id = ${userId}::uuid AND claimed_at IS NOT NULL`;
  const [seen] = seenSchema.parse(rows);
  if (seen) await recordExposure(tx, { userId, reveals, ...seen }, new Date());
}
