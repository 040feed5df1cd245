import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";

const answersSchema = z.array(
  z.object({
    taskId: z.string(),
    userId: z.string(),
    labels: z.array(z.string()),
    isGold: z.boolean(),
    gold: z.array(z.string()),
    complete: z.boolean(),
  }),
);
export type StoredAnswer = z.infer<typeof answersSchema>[number];

/** Every submitted answer of a project, tasks together; `complete` where a task has all it asks for. */
export async function loadAnswers(tx: Tx, projectId: string): Promise<StoredAnswer[]> {
  const rows = await tx.$queryRaw`
    SELECT t.id AS "taskId", a.user_id AS "userId", a.labels, t.is_gold AS "isGold", coalesce(t.gold, '{}') AS gold,
           NOT t.is_gold AND count(*) OVER (PARTITION BY t.id) >= t.overlap AS complete
    FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
    WHERE t.project_id = ${projectId}::uuid AND a.state = 'submitted'
    ORDER BY t.id, a.user_id`;
  return answersSchema.parse(rows);
}

export interface ConsensusRow {
  taskId: string;
  label: string;
  probability: number;
  annotators: number;
}

/** A probability that moved by less is left as it stands: nothing follows from it. */
const WORTH_WRITING = 0.005;
const ROWS_AT_ONCE = 5000;

/**
 * Stores what the answers add up to and takes away what no longer stands on enough of them. A task that lost an
 * answer meanwhile gets none: its count is looked at again in the statement that writes.
 */
export async function saveConsensus(
  tx: Tx,
  projectId: string,
  rows: ConsensusRow[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const part = rows.slice(at, at + ROWS_AT_ONCE);
    await tx.$executeRaw`
      INSERT INTO consensus_labels AS stored (task_id, label, value, probability, annotators, computed_at)
      SELECT r.task_id, r.label, (r.probability >= 0.5)::int, r.probability, r.annotators, ${now}
      FROM unnest(${part.map(({ taskId }) => taskId)}::uuid[], ${part.map(({ label }) => label)}::text[],
                  ${part.map(({ probability }) => probability)}::float8[],
                  ${part.map(({ annotators }) => annotators)}::int[]) AS r (task_id, label, probability, annotators)
      JOIN annotation_tasks t ON t.id = r.task_id
      WHERE (SELECT count(*) FROM annotations a WHERE a.task_id = t.id AND a.state = 'submitted') >= t.overlap
      ON CONFLICT (task_id, label) DO UPDATE
      SET value = excluded.value, probability = excluded.probability, annotators = excluded.annotators,
          computed_at = excluded.computed_at
      WHERE stored.value <> excluded.value OR stored.annotators <> excluded.annotators
         OR abs(stored.probability - excluded.probability) > ${WORTH_WRITING}`;
  }
  await tx.$executeRaw`
    DELETE FROM consensus_labels c USING annotation_tasks t
    WHERE t.id = c.task_id AND t.project_id = ${projectId}::uuid
      AND (SELECT count(*) FROM annotations a WHERE a.task_id = t.id AND a.state = 'submitted') < t.overlap`;
}

const workersSchema = z.array(
  z.object({ userId: z.string(), name: z.string(), answered: z.number(), skipped: z.number() }),
);

/** Who worked on a project, by name. */
export async function loadWorkers(tx: Tx, projectId: string) {
  const rows = await tx.$queryRaw`
    SELECT u.id AS "userId", u.name, count(*) FILTER (WHERE a.state = 'submitted')::int AS answered,
           count(*) FILTER (WHERE a.state = 'skipped')::int AS skipped
    FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id JOIN users u ON u.id = a.user_id
    WHERE t.project_id = ${projectId}::uuid AND a.state <> 'assigned'
    GROUP BY u.id, u.name ORDER BY u.name, u.id`;
  return workersSchema.parse(rows);
}
