import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { combineAnswers, sendJobs } from "#lib/jobs/index.ts";
import { matchLexicon } from "#lib/scoring/index.ts";
import { loadOwnWork, loadProject } from "./project-store.ts";
import { midnightOf } from "./projects.ts";
import {
  type AnswerRequest,
  type AnswerResult,
  labelsSchema,
  type SkipRequest,
  type TaskView,
} from "./schema.ts";
import { closeAnswer, leaseNext, loadHeld, reopenAnswer, skipAnswer } from "./task-store.ts";

/** Signals whose texts nobody should meet unprepared, and from where on. */
const HEAVY_SIGNALS = ["hate", "sexual", "violence", "self_harm"];
const HEAVY_FROM = 0.7;
/** The severities that the veil knows: from 4 on a text is veiled. */
const VEILED = 4;
const PLAIN = 1;

const gone = () =>
  new DomainError("conflict", "This task is no longer yours: its time ran out and somebody else has it.", {
    extra: { reason: "lapsed" },
  });

function likelySeverity(text: string, language: string | null, signals: Record<string, number>[]): number {
  const words = Object.entries(matchLexicon(text, language ?? undefined)).map(
    ([label, { value }]): Record<string, number> => ({ [label]: value }),
  );
  const heavy = [...signals, ...words].some((set) =>
    HEAVY_SIGNALS.some((signal) => (set[signal] ?? 0) >= HEAVY_FROM),
  );
  return heavy ? VEILED : PLAIN;
}

async function viewOf(answerId: string, userId: string): Promise<TaskView> {
  const task = await loadHeld(db(), answerId, userId);
  if (!task) throw gone();
  const { id, text, language, labels, leaseExpiresAt, signals } = task;
  const severity = likelySeverity(text, language, signals);
  return { id, text, language, labels, severity, leaseExpiresAt: leaseExpiresAt.toISOString() };
}

/**
 * The next text for this person to label; null where nothing is left for them. What comes back holds nothing of
 * anybody else's answers, nor whether the answer is known.
 * @param held answers the page holds already
 * @param random decides when a task with a known answer comes, so that none stands out by its place
 * @throws DomainError not_found
 */
export async function nextTask(
  viewer: Viewer,
  slug: string,
  held: string[],
  random: () => number = Math.random,
): Promise<TaskView | null> {
  assertCan(viewer, "annotation:label");
  const project = await loadProject(db(), slug);
  if (project.state !== "active") return null;
  const wantGold = random() < project.sampling.goldShare;
  const ask = () => leaseNext(db(), project.id, viewer.userId, held, wantGold);
  const answerId = await ask().catch((error: unknown) => {
    if (isDuplicate(error)) return ask();
    throw error;
  });
  return answerId === null ? null : viewOf(answerId, viewer.userId);
}

function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    /23505|P2002/.test(`${error.code} ${error.message}`)
  );
}

/**
 * Takes a person's answer. The last one that a task needs sends for its consensus in the same transaction. Where the
 * answer was known they hear it now, after their own.
 * @throws DomainError conflict when the task is not theirs (any more), invalid for a label the project does not have
 */
export async function submitAnswer(
  viewer: Viewer,
  answerId: string,
  request: AnswerRequest,
  now = new Date(),
): Promise<AnswerResult> {
  assertCan(viewer, "annotation:label");
  return inTransaction(async (tx) => {
    const held = await tx.annotation.findUnique({
      where: { id: answerId },
      select: { userId: true, task: { select: { projectId: true, project: { select: { labels: true } } } } },
    });
    if (!held || held.userId !== viewer.userId) throw gone();
    const known = labelsSchema.parse(held.task.project.labels).map(({ label }) => label);
    const labels = known.filter((label) => request.labels.includes(label));
    if (labels.length !== new Set(request.labels).size)
      throw new DomainError("invalid", "The project has no such label.", {
        fields: [{ field: "labels", message: `should be some of ${known.join(", ")}` }],
      });
    const closed = await closeAnswer(tx, answerId, viewer.userId, { labels, seconds: request.seconds });
    if (!closed) throw gone();
    const { projectId } = held.task;
    const { today, answered } = await loadOwnWork(tx, projectId, viewer.userId, midnightOf(now));
    if (closed.complete) await sendJobs(tx, combineAnswers, [{ projectId }]);
    const same = labels.length === closed.gold.length && labels.every((label) => closed.gold.includes(label));
    return { gold: closed.isGold ? { agreed: same, labels: closed.gold } : null, mine: { today, answered } };
  });
}

/** Passes over a task, with the reason why; somebody else gets it. @throws DomainError conflict */
export async function skipTask(viewer: Viewer, answerId: string, request: SkipRequest): Promise<void> {
  assertCan(viewer, "annotation:label");
  const reason = request.note === "" ? request.reason : `${request.reason}: ${request.note}`;
  if (!(await skipAnswer(db(), answerId, viewer.userId, reason))) throw gone();
}

/** Takes a person's newest answer back and gives them the task again, as they had answered it. @throws DomainError conflict */
export async function undoAnswer(viewer: Viewer, answerId: string): Promise<TaskView> {
  assertCan(viewer, "annotation:label");
  if (!(await reopenAnswer(db(), answerId, viewer.userId)))
    throw new DomainError(
      "conflict",
      "This answer can no longer be taken back: it is not your newest, it is too old, or you were told the known answer.",
    );
  return viewOf(answerId, viewer.userId);
}
