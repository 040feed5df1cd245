import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";

const numbersSchema = z.array(z.object({ number: z.number() }));
const claimSeconds = () => env().CLAIM_MINUTES * 60;

/**
 * A practice case of this queue for this person, claimed: one they gave back unanswered, else a gold case they have
 * not met. Never one whose item they judged or marked themselves; each at most once (a unique key). Null when
 * there is none.
 * @param policies whose cases this person may decide here; null: of all
 */
export async function takePractice(
  tx: Tx,
  userId: string,
  queueSlug: string,
  exclude: number[],
  policies: string[] | null,
): Promise<number | null> {
  const waiting = await tx.$queryRaw`
    UPDATE practice_cases SET claimed_at = now(), claim_expires_at = now() + make_interval(secs => ${claimSeconds()}),
           version = version + 1
    WHERE id = (
      SELECT p.id FROM practice_cases p JOIN gold_cases g ON g.id = p.gold_id JOIN cases c ON c.id = g.case_id
      JOIN queues q ON q.id = c.queue_id
      WHERE p.user_id = ${userId}::uuid AND p.state = 'open' AND (p.claim_expires_at IS NULL OR p.claim_expires_at <= now())
        AND q.slug = ${queueSlug} AND p.number <> ALL (${exclude}::int[])
      ORDER BY p.number LIMIT 1 FOR UPDATE OF p SKIP LOCKED)
    RETURNING number`;
  const [given] = numbersSchema.parse(waiting);
  if (given) return given.number;
  const fresh = await tx.$queryRaw`
    INSERT INTO practice_cases (id, number, gold_id, user_id, claimed_at, claim_expires_at)
    SELECT gen_random_uuid(), nextval('cases_number_seq'), unmet.id, ${userId}::uuid, now(),
           now() + make_interval(secs => ${claimSeconds()})
    FROM (
      SELECT g.id FROM gold_cases g JOIN cases c ON c.id = g.case_id JOIN queues q ON q.id = c.queue_id
      WHERE g.retired_at IS NULL AND q.slug = ${queueSlug} AND (${policies}::text[] IS NULL OR c.policy_code = ANY (${policies}::text[])) AND g.created_by_id <> ${userId}::uuid
        AND NOT EXISTS (SELECT 1 FROM practice_cases p WHERE p.gold_id = g.id AND p.user_id = ${userId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = c.item_id AND d.actor_id = ${userId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM case_questions a JOIN cases seen ON seen.id = a.case_id
                        WHERE seen.item_id = c.item_id AND ${userId}::uuid IN (a.asker_id, a.colleague_id))
        AND NOT EXISTS (SELECT 1 FROM exposures e JOIN cases seen ON seen.id = e.case_id
                        WHERE seen.item_id = c.item_id AND e.user_id = ${userId}::uuid)
      ORDER BY g.number LIMIT 1) AS unmet
    ON CONFLICT (gold_id, user_id) DO NOTHING
    RETURNING number`;
  return numbersSchema.parse(fresh)[0]?.number ?? null;
}

/** Puts a practice case on hold as a case is. @returns whether it could */
export async function holdPractice(
  tx: Tx,
  caseNumber: number,
  userId: string,
  { version, reason, minutes }: { version: number; reason: string; minutes: number },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE practice_cases
    SET held_at = now(), hold_reason = ${reason}, claim_expires_at = now() + make_interval(mins => ${minutes}::int), version = version + 1
    WHERE number = ${caseNumber} AND version = ${version} AND user_id = ${userId}::uuid AND state = 'open'
      AND claim_expires_at > now() AND held_at IS NULL`;
  return count === 1;
}

/** What may become of a practice case besides an answer. */
type Change = "claim" | "extend" | "release" | "resume" | "drop";

/** Changes the claim on somebody's own practice case, under the same conditions as on a case. @returns whether it could */
export async function changePractice(
  tx: Tx,
  caseNumber: number,
  version: number,
  userId: string,
  change: Change,
): Promise<boolean> {
  const keeps = change === "claim" || change === "extend" || change === "resume";
  const count = await tx.$executeRaw`
    UPDATE practice_cases
    SET version = version + 1, state = CASE WHEN ${change === "drop"} THEN 'dropped' ELSE 'open' END::practice_state,
        claimed_at = CASE WHEN ${change === "claim"} THEN now() WHEN ${change === "resume"} THEN claimed_at + (now() - held_at) ELSE claimed_at END,
        claim_expires_at = CASE WHEN ${keeps} THEN now() + make_interval(secs => ${claimSeconds()}) END
    WHERE number = ${caseNumber} AND version = ${version} AND user_id = ${userId}::uuid AND state = 'open'
      AND (${change === "claim"} OR claim_expires_at > now())
      AND CASE ${change} WHEN 'resume' THEN held_at IS NOT NULL WHEN 'extend' THEN held_at IS NULL ELSE true END`;
  return count === 1;
}

const answeredSchema = z.array(z.object({ caseId: z.string(), severity: z.number(), seconds: z.number() }));

/** Writes the answer of the holder of a live claim at the version they saw. @returns what the exposure needs; null when that is not so */
export async function answerHeldPractice(
  tx: Tx,
  userId: string,
  caseNumber: number,
  answer: { version: number; action: string; policyCode: string | null; rationale: string; fits: boolean },
) {
  const rows = await tx.$queryRaw`
    UPDATE practice_cases p
    SET state = 'answered', version = p.version + 1, answered_at = now(), action = ${answer.action},
        policy_code = ${answer.policyCode}, rationale = ${answer.rationale}, fits = ${answer.fits}
    FROM gold_cases g JOIN cases c ON c.id = g.case_id
    WHERE g.id = p.gold_id AND p.number = ${caseNumber} AND p.version = ${answer.version} AND p.user_id = ${userId}::uuid
      AND p.state = 'open' AND p.claim_expires_at > now() AND p.held_at IS NULL
    RETURNING c.id AS "caseId", c.severity, extract(epoch FROM now() - p.claimed_at)::float8 AS seconds`;
  return answeredSchema.parse(rows)[0] ?? null;
}
