import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { Count } from "./agreement.ts";
import { labelsSchema, type OwnWork, projectStateSchema, samplingSchema } from "./schema.ts";
import { UNDO_MINUTES } from "./task-store.ts";

/** Tasks that agreement is measured on: the newest ones, for what it is now and in bounded time. */
const AGREEMENT_TASKS = 2000;

const projectSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  guidelines: z.string(),
  labels: labelsSchema,
  overlap: z.number(),
  sampling: samplingSchema,
  state: projectStateSchema,
});
export type Project = z.infer<typeof projectSchema>;

/** Every project, those being worked on first. */
export async function loadProjects(tx: Tx): Promise<Project[]> {
  const rows = await tx.annotationProject.findMany({
    orderBy: [{ state: "asc" }, { createdAt: "desc" }],
    take: 500,
  });
  return z.array(projectSchema).parse(rows);
}

/** @throws DomainError not_found */
export async function loadProject(tx: Tx, slug: string): Promise<Project> {
  const row = await tx.annotationProject.findUnique({ where: { slug } });
  if (!row) throw new DomainError("not_found", "There is no such project.");
  return projectSchema.parse(row);
}

const progressSchema = z.array(
  z.object({ projectId: z.string(), tasks: z.number(), done: z.number(), mineToday: z.number() }),
);

/** Tasks, those with all their answers, and what this person answered since `midnight`, per project. */
export async function loadProgress(tx: Tx, projectIds: string[], userId: string, midnight: Date) {
  const rows = await tx.$queryRaw`
    SELECT p.id AS "projectId", tasks.n::int AS tasks, tasks.done::int AS done, mine.n::int AS "mineToday"
    FROM annotation_projects p
    CROSS JOIN LATERAL (
      SELECT count(*) AS n, count(*) FILTER (WHERE t.taken >= t.overlap AND NOT EXISTS (
        SELECT FROM annotations a WHERE a.task_id = t.id AND a.state = 'assigned')) AS done
      FROM annotation_tasks t WHERE t.project_id = p.id AND NOT t.is_gold) tasks
    CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
      WHERE a.user_id = ${userId}::uuid AND a.submitted_at >= ${midnight} AND t.project_id = p.id) mine
    WHERE p.id = ANY (${projectIds}::uuid[])`;
  return new Map(progressSchema.parse(rows).map((row) => [row.projectId, row]));
}

const countsSchema = z.array(z.object({ n: z.number(), ones: z.array(z.number()) }));

/** Per task that several people answered: one count for each label, in their order. Gold is left out. */
export async function loadCounts(tx: Tx, projectId: string, labels: string[]): Promise<Count[][]> {
  const rows = await tx.$queryRaw`
    SELECT answered.n::int AS n,
      ARRAY(SELECT count(*) FILTER (WHERE label = ANY (a.labels))::int
            FROM unnest(${labels}::text[]) WITH ORDINALITY AS named (label, place), annotations a
            WHERE a.task_id = answered.task_id AND a.state = 'submitted' GROUP BY place ORDER BY place) AS ones
    FROM (
      SELECT a.task_id, count(*) AS n FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
      WHERE t.project_id = ${projectId}::uuid AND NOT t.is_gold AND a.state = 'submitted'
      GROUP BY a.task_id HAVING count(*) >= 2 ORDER BY max(a.submitted_at) DESC LIMIT ${AGREEMENT_TASKS}) answered`;
  return countsSchema.parse(rows).map(({ n, ones }) => ones.map((one) => ({ n, ones: one })));
}

const ownSchema = z.array(
  z.object({
    today: z.number(),
    answered: z.number(),
    goldOf: z.number(),
    goldAgreed: z.number(),
    consensusOf: z.number(),
    consensusAgreed: z.number(),
  }),
);

/**
 * A person's own work. Beside consensus stand only answers that can no longer be taken back: what others said is not
 * to be learnt while one's own answer is open (see reopenAnswer).
 */
export async function loadOwnWork(
  tx: Tx,
  projectId: string,
  userId: string,
  midnight: Date,
): Promise<OwnWork> {
  const rows = await tx.$queryRaw`
    WITH own AS (
      SELECT a.labels, a.submitted_at, t.is_gold, t.gold,
        (SELECT array_agg(c.label) FILTER (WHERE c.value = 1) FROM consensus_labels c WHERE c.task_id = t.id) AS agreed,
        EXISTS (SELECT FROM consensus_labels c WHERE c.task_id = t.id)
          AND a.submitted_at < now() - make_interval(mins => ${UNDO_MINUTES}) AS comparable
      FROM annotations a JOIN annotation_tasks t ON t.id = a.task_id
      WHERE t.project_id = ${projectId}::uuid AND a.user_id = ${userId}::uuid AND a.state = 'submitted')
    SELECT count(*) FILTER (WHERE submitted_at >= ${midnight})::int AS today, count(*)::int AS answered,
      count(*) FILTER (WHERE is_gold)::int AS "goldOf",
      count(*) FILTER (WHERE is_gold AND labels @> gold AND gold @> labels)::int AS "goldAgreed",
      count(*) FILTER (WHERE comparable)::int AS "consensusOf",
      count(*) FILTER (WHERE comparable AND labels @> coalesce(agreed, '{}') AND coalesce(agreed, '{}') @> labels)::int
        AS "consensusAgreed"
    FROM own`;
  const [own] = ownSchema.parse(rows);
  return {
    today: own?.today ?? 0,
    answered: own?.answered ?? 0,
    gold: { agreed: own?.goldAgreed ?? 0, of: own?.goldOf ?? 0 },
    consensus: { agreed: own?.consensusAgreed ?? 0, of: own?.consensusOf ?? 0 },
  };
}

const originsSchema = z.array(z.object({ origin: z.string(), tasks: z.number(), done: z.number() }));

/** How many tasks there are of each origin, and how many have their answers. */
export async function loadOrigins(tx: Tx, projectId: string) {
  const rows = await tx.$queryRaw`
    SELECT origin::text, count(*)::int AS tasks, count(*) FILTER (WHERE taken >= overlap)::int AS done
    FROM annotation_tasks WHERE project_id = ${projectId}::uuid GROUP BY origin ORDER BY origin`;
  return originsSchema.parse(rows);
}
