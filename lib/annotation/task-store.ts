import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";

/** How long a task stays with who took it: long enough for the longest text, short enough for a closed browser. */
const LEASE_MINUTES = 15;
/** How long an answer can be taken back. */
export const UNDO_MINUTES = 10;

const idSchema = z.array(z.object({ id: z.string() }));

/**
 * Gives a person their next task of an active project, in one statement. In this order: one they hold already and
 * did not name in `held`; one whose holder let the lease run out (the slot passes from hand to hand, so that `taken`
 * stays what it is); a free one. Rows that others are taking at this moment are skipped, not waited for, and a check
 * on the table keeps `taken` at or under the overlap whatever happens here.
 * @param wantGold a task with a known answer first; without it never one
 * @returns the id of the answer; null where nothing is left. Two windows of one person that ask at the same moment
 * can meet in the unique key of task and person; that error says: ask again.
 */
export async function leaseNext(
  tx: Tx,
  projectId: string,
  userId: string,
  held: string[],
  wantGold: boolean,
): Promise<string | null> {
  const rows = await tx.$queryRaw`
    WITH resumed AS (
      UPDATE annotations SET lease_expires_at = now() + make_interval(mins => ${LEASE_MINUTES})
      WHERE id = (
        SELECT a.id FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
        WHERE a.user_id = ${userId}::uuid AND a.state = 'assigned' AND t.project_id = ${projectId}::uuid
          AND a.id <> ALL (${held}::uuid[])
        ORDER BY a.created_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED)
      RETURNING id),
    lapsed AS (
      SELECT a.id FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
      WHERE a.state = 'assigned' AND a.lease_expires_at <= now() AND a.user_id <> ${userId}::uuid
        AND t.project_id = ${projectId}::uuid AND t.is_gold = ${wantGold}
        AND NOT EXISTS (SELECT FROM resumed)
        AND NOT EXISTS (SELECT FROM annotations own WHERE own.task_id = t.id AND own.user_id = ${userId}::uuid)
      ORDER BY a.lease_expires_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED),
    free AS (
      SELECT t.id FROM annotation_tasks t
      WHERE t.project_id = ${projectId}::uuid AND t.taken < t.overlap AND (${wantGold} OR NOT t.is_gold)
        AND NOT EXISTS (SELECT FROM resumed) AND NOT EXISTS (SELECT FROM lapsed)
        AND NOT EXISTS (SELECT FROM annotations own WHERE own.task_id = t.id AND own.user_id = ${userId}::uuid)
      ORDER BY (t.is_gold AND ${wantGold}) DESC, t.position, t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED),
    taken AS (
      UPDATE annotation_tasks SET taken = taken + 1 FROM free WHERE annotation_tasks.id = free.id
      RETURNING annotation_tasks.id),
    leased AS (
      INSERT INTO annotations (id, task_id, user_id, labels, lease_expires_at)
      SELECT gen_random_uuid(), taken.id, ${userId}::uuid, '{}', now() + make_interval(mins => ${LEASE_MINUTES})
      FROM taken RETURNING id),
    passed AS (
      UPDATE annotations
      SET user_id = ${userId}::uuid, labels = '{}', created_at = now(),
          lease_expires_at = now() + make_interval(mins => ${LEASE_MINUTES})
      FROM lapsed WHERE annotations.id = lapsed.id RETURNING annotations.id)
    SELECT id FROM resumed UNION ALL SELECT id FROM leased UNION ALL SELECT id FROM passed`;
  return idSchema.parse(rows)[0]?.id ?? null;
}

const taskSchema = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    language: z.string().nullable(),
    labels: z.array(z.string()),
    leaseExpiresAt: z.date(),
    signals: z.array(z.record(z.string(), z.number())),
  }),
);

/** A task as its holder may see it, with the numbers that say whether harm is likely. Nothing of anybody else's. */
export async function loadHeld(tx: Tx, answerId: string, userId: string) {
  const rows = await tx.$queryRaw`
    SELECT a.id, t.text, t.language, a.labels, a.lease_expires_at AS "leaseExpiresAt",
           ARRAY(SELECT s.values FROM signal_sets s WHERE s.item_id = t.item_id) AS signals
    FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
    WHERE a.id = ${answerId}::uuid AND a.user_id = ${userId}::uuid AND a.state = 'assigned'`;
  return taskSchema.parse(rows)[0] ?? null;
}

const submittedSchema = z.array(
  z.object({ taskId: z.string(), isGold: z.boolean(), gold: z.array(z.string()), complete: z.boolean() }),
);

/**
 * Takes the answer of whoever holds the task. A lease that ran out but went to nobody else still counts.
 * @returns null when this person does not hold it
 */
export async function closeAnswer(
  tx: Tx,
  answerId: string,
  userId: string,
  answer: { labels: string[]; seconds: number | null },
) {
  const rows = await tx.$queryRaw`
    WITH closed AS (
      UPDATE annotations SET state = 'submitted', submitted_at = now(), labels = ${answer.labels}::text[],
        seconds = ${answer.seconds}::float8
      WHERE id = ${answerId}::uuid AND user_id = ${userId}::uuid AND state = 'assigned'
      RETURNING task_id)
    SELECT t.id AS "taskId", t.is_gold AS "isGold", coalesce(t.gold, '{}') AS gold, t.taken >= t.overlap AS complete
    FROM closed JOIN annotation_tasks t ON t.id = closed.task_id`;
  return submittedSchema.parse(rows)[0] ?? null;
}

/** Passes over a task: its slot is free again, for anybody else. @returns whether this person held it */
export async function skipAnswer(tx: Tx, answerId: string, userId: string, reason: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    WITH skipped AS (
      UPDATE annotations SET state = 'skipped', skip_reason = ${reason}, labels = '{}'
      WHERE id = ${answerId}::uuid AND user_id = ${userId}::uuid AND state = 'assigned'
      RETURNING task_id)
    UPDATE annotation_tasks SET taken = taken - 1 FROM skipped WHERE annotation_tasks.id = skipped.task_id`;
  return count === 1;
}

/**
 * Opens a person's newest answer again and forgets what it was part of. Not one on gold, whose answer they were
 * told, and not one older than `UNDO_MINUTES`, since they may have seen what others said.
 */
export async function reopenAnswer(tx: Tx, answerId: string, userId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    WITH reopened AS (
      UPDATE annotations a
      SET state = 'assigned', submitted_at = NULL, lease_expires_at = now() + make_interval(mins => ${LEASE_MINUTES})
      FROM annotation_tasks t
      WHERE a.id = ${answerId}::uuid AND a.user_id = ${userId}::uuid AND a.state = 'submitted' AND t.id = a.task_id
        AND NOT t.is_gold AND a.submitted_at > now() - make_interval(mins => ${UNDO_MINUTES})
        AND NOT EXISTS (
          SELECT FROM annotations later JOIN annotation_tasks lt ON lt.id = later.task_id
          WHERE later.user_id = a.user_id AND lt.project_id = t.project_id AND later.submitted_at > a.submitted_at)
      RETURNING a.id, a.task_id),
    forgotten AS (DELETE FROM consensus_labels c USING reopened r WHERE c.task_id = r.task_id)
    SELECT id FROM reopened`;
  return idSchema.parse(rows).length === 1;
}
