import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { assertChecklistDone, TIER } from "#lib/escalation/index.ts";

/** When a claim taken now runs out, by the database's clock: the only clock all processes share. */
const claimMinutes = () => env().CLAIM_MINUTES;

/** Takes one case if nobody else holds it. @returns whether this succeeded at that version */
export async function takeCase(
  tx: Tx,
  caseNumber: number,
  version: number,
  userId: string,
  overOthers: boolean,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE cases
    SET claimed_by_id = ${userId}::uuid, claimed_at = now(),
        claim_expires_at = now() + make_interval(secs => ${claimMinutes() * 60}), version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
      AND (${overOthers} OR claimed_by_id = ${userId}::uuid OR claim_expires_at IS NULL OR claim_expires_at <= now())
      AND NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.user_id = ${userId}::uuid)`;
  return count === 1;
}

/** Prolongs, gives away or gives back a live claim; one on hold is resumed, not prolonged. @returns whether the caller held it at that version */
export async function changeClaim(
  tx: Tx,
  caseNumber: number,
  version: number,
  userId: string,
  toUserId: string | null,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE cases
    SET claimed_by_id = ${toUserId}::uuid,
        claimed_at = CASE WHEN ${toUserId}::uuid IS NULL THEN NULL WHEN claimed_by_id = ${toUserId}::uuid THEN claimed_at ELSE now() END,
        claim_expires_at = CASE WHEN ${toUserId}::uuid IS NULL THEN NULL ELSE now() + make_interval(secs => ${claimMinutes() * 60}) END,
        version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
      AND claimed_by_id = ${userId}::uuid AND claim_expires_at > now()
      AND (held_at IS NULL OR claimed_by_id IS DISTINCT FROM ${toUserId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.user_id = ${toUserId}::uuid)`;
  return count === 1;
}

const heldSchema = z.array(
  z.object({
    id: z.string(),
    itemId: z.string(),
    purpose: z.string(),
    severity: z.number(),
    handleSeconds: z.number(),
    policyCode: z.string().nullable(),
    tier: z.number(),
  }),
);
export type HeldCase = z.infer<typeof heldSchema>[number];

/**
 * Closes a case for the holder of its live claim at the version they saw (invariant 2); null when that is not so, or
 * they have it on hold.
 * @throws DomainError conflict while an emergency's checklist is not done
 */
export async function closeHeldCase(
  tx: Tx,
  caseNumber: number,
  version: number,
  userId: string,
): Promise<HeldCase | null> {
  const rows = await tx.$queryRaw`
    UPDATE cases SET state = 'decided', closed_at = now(), version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND state = 'open'
      AND claimed_by_id = ${userId}::uuid AND claim_expires_at > now() AND held_at IS NULL
    RETURNING id, item_id AS "itemId", purpose::text, severity, tier::int AS tier, policy_code AS "policyCode",
              extract(epoch FROM now() - claimed_at)::float8 AS "handleSeconds"`;
  const held = heldSchema.parse(rows)[0] ?? null;
  if (held?.tier === TIER.emergency) await assertChecklistDone(tx, held.id);
  return held;
}
