import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { wilsonInterval } from "#lib/training/intervals.ts";
import {
  type ConsensusRow,
  loadAnswers,
  loadWorkers,
  type StoredAnswer,
  saveConsensus,
} from "./consensus-store.ts";
import { dawidSkene, QUALITY_PRIOR, type Truth, type Vote } from "./dawid-skene.ts";
import { loadProject } from "./project-store.ts";
import { type Agreement, type AnnotatorQuality, labelsSchema } from "./schema.ts";

interface Combined {
  tasks: string[];
  users: string[];
  /** Per label, in the order asked for. */
  truths: Truth[];
}

/** The truth of each label by itself: two classes, gold known, quality priors as dawid-skene.ts says. */
export function combine(answers: readonly StoredAnswer[], labels: readonly string[]): Combined {
  const tasks = [...new Set(answers.map(({ taskId }) => taskId))];
  const users = [...new Set(answers.map(({ userId }) => userId))];
  const taskAt = new Map(tasks.map((id, at) => [id, at]));
  const userAt = new Map(users.map((id, at) => [id, at]));
  const truths = labels.map((label) => {
    const votes = answers.map(
      (answer): Vote => ({
        task: taskAt.get(answer.taskId) ?? 0,
        annotator: userAt.get(answer.userId) ?? 0,
        answer: answer.labels.includes(label) ? 1 : 0,
      }),
    );
    const known = new Map(
      answers
        .filter(({ isGold }) => isGold)
        .map(({ taskId, gold }) => [taskAt.get(taskId) ?? 0, gold.includes(label) ? 1 : 0]),
    );
    return dawidSkene(votes, tasks.length, { classes: 2, known, prior: QUALITY_PRIOR });
  });
  return { tasks, users, truths };
}

/**
 * Works out and stores what the answers on a project's finished tasks add up to. All answers are looked at each time,
 * since a new one on any task says something about its author; running it again changes nothing.
 */
export async function combineProject(projectId: string, now: Date): Promise<void> {
  const project = await db().annotationProject.findUnique({
    where: { id: projectId },
    select: { labels: true },
  });
  if (!project) return;
  const labels = labelsSchema.parse(project.labels).map(({ label }) => label);
  const answers = await loadAnswers(db(), projectId);
  const { tasks, truths } = combine(answers, labels);
  const annotators = new Map<string, number>();
  for (const { taskId, complete } of answers)
    if (complete) annotators.set(taskId, (annotators.get(taskId) ?? 0) + 1);
  const rows = tasks.flatMap((taskId, at): ConsensusRow[] => {
    const count = annotators.get(taskId);
    if (!count) return [];
    return labels.map((label, place) => {
      const probability = truths[place]?.posterior[at]?.[1] ?? 0;
      return { taskId, label, probability, annotators: count };
    });
  });
  await saveConsensus(db(), projectId, rows, now);
}

function share(hits: number, n: number): Agreement | null {
  const interval = wilsonInterval(hits, n);
  return interval && { value: hits / n, low: interval[0], high: interval[1], n };
}

/**
 * How each person's answers fit the truth, per label: sensitivity among the tasks on which it holds, specificity
 * among the others. Gold counts as known; elsewhere a task counts by the probability that the label holds. Intervals
 * are Wilson's on those weights. In the order of names: it is for talking about guidelines, not a ranking.
 * @throws DomainError not_found
 */
export async function readQuality(viewer: Viewer, slug: string): Promise<AnnotatorQuality[]> {
  assertCan(viewer, "annotation:manage");
  const project = await loadProject(db(), slug);
  const labels = project.labels.map(({ label }) => label);
  const [answers, workers] = await Promise.all([
    loadAnswers(db(), project.id),
    loadWorkers(db(), project.id),
  ]);
  const { tasks, truths } = combine(answers, labels);
  const taskAt = new Map(tasks.map((id, at) => [id, at]));
  return workers.map(({ userId, name, answered, skipped }) => {
    const own = answers.filter((answer) => answer.userId === userId);
    return {
      name,
      answered,
      skipped,
      labels: labels.map((label, place) => {
        const sums = { yes: 0, hit: 0, no: 0, right: 0 };
        for (const answer of own) {
          const p = truths[place]?.posterior[taskAt.get(answer.taskId) ?? 0]?.[1] ?? 0;
          const said = answer.labels.includes(label);
          sums.yes += p;
          sums.no += 1 - p;
          if (said) sums.hit += p;
          else sums.right += 1 - p;
        }
        return { label, sensitivity: share(sums.hit, sums.yes), specificity: share(sums.right, sums.no) };
      }),
    };
  });
}
