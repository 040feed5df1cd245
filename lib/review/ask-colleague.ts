import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, readColleague, type Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { db, inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { publish } from "#lib/live/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { isBlind } from "./blind.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope, caseScope } from "./case-scope.ts";
import { getCase } from "./get-case.ts";
import { mayBeAsked } from "./list-colleagues.ts";
import {
  type AskRequest,
  answerRequestSchema,
  askRequestSchema,
  type InboxEntry,
} from "./question-schema.ts";
import { answerOnce, insertQuestion, loadInbox } from "./question-store.ts";
import type { CaseView } from "./schema.ts";

/** Questions of one case that may wait for an answer at a time. */
const MOST_OPEN = 5;

/**
 * Asks a named colleague about the case a person holds. The colleague answers without a claim; both stay with the
 * case. Nobody is asked about a case that is judged blind, nor who took part in a contested decision (invariant 7).
 * @throws DomainError conflict, invalid
 */
export async function askColleague(
  viewer: Viewer,
  caseNumber: number,
  request: AskRequest,
): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  const { colleagueId, question } = askRequestSchema.parse(request);
  const colleague = colleagueId === viewer.userId ? null : await readColleague(db(), colleagueId);
  await inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const found = await tx.case.findUnique({
      where: { number: caseNumber },
      select: { purpose: true, _count: { select: { questions: { where: { answeredAt: null } } } } },
    });
    if (!found) throw new DomainError("not_found", "There is no such case.");
    if (isBlind(found.purpose)) throw judgedAlone();
    if (found._count.questions >= MOST_OPEN)
      throw new DomainError("conflict", `${MOST_OPEN} questions on this case wait for an answer already.`, {
        extra: { reason: "too_many_questions", most: MOST_OPEN },
      });
    if (!colleague || !(await mayBeAsked(tx, colleague, caseNumber)))
      throw new DomainError("invalid", "This person cannot be asked about this case.", {
        fields: [{ field: "colleagueId", message: "a colleague who may see this case" }],
      });
    const id = await insertQuestion(tx, caseNumber, viewer.userId, colleagueId, question);
    if (id === null) throw await caseConflict(tx, caseNumber, viewer.userId);
    await tell(tx, caseNumber, colleagueId);
    await audit(tx, viewer, caseNumber, "question.asked", { questionId: id, colleagueId });
  });
  return getCase(viewer, caseNumber);
}

/** Said of every case about which nobody is asked, practice among them. */
export const judgedAlone = () =>
  new DomainError("conflict", "This case is judged by one person alone; nobody is asked about it.", {
    extra: { reason: "judged_alone" },
  });

/** Answers a question that waits for the viewer. @throws DomainError not_found, forbidden, conflict */
export async function answerQuestion(
  viewer: Viewer,
  questionId: string,
  request: { answer: string },
): Promise<CaseView> {
  assertCan(viewer, "cases:read");
  const { answer } = answerRequestSchema.parse(request);
  const caseNumber = await inTransaction(async (tx) => {
    const found = await tx.caseQuestion.findUnique({
      where: { id: questionId, colleagueId: viewer.userId },
      select: {
        askerId: true,
        caseId: true,
        answeredAt: true,
        case: { select: { number: true, severity: true } },
      },
    });
    if (!found) throw new DomainError("not_found", "There is no such question.");
    await assertCaseInScope(tx, viewer, "cases:read", { id: found.caseId });
    const shutOut = await tx.caseExclusion.count({ where: { caseId: found.caseId, userId: viewer.userId } });
    if (shutOut > 0) throw new DomainError("forbidden", "You took part in what this case is about.");
    if (!(await answerOnce(tx, questionId, viewer.userId, answer)))
      throw new DomainError(
        "conflict",
        found.answeredAt ? "You have answered this already." : "The case was closed meanwhile.",
        { extra: { reason: found.answeredAt ? "answered" : "closed" } },
      );
    const { userId } = viewer;
    const { severity } = found.case;
    // They have read it. For how long is not known: the post counts towards their care, minutes do not.
    await recordExposure(
      tx,
      { userId, caseId: found.caseId, severity, handleSeconds: 0, reveals: 0 },
      new Date(),
    );
    await tell(tx, found.case.number, found.askerId);
    await publish(tx, { topic: "area", area: "questions", userId: viewer.userId });
    // The case may lie on hold for this very answer.
    await publish(tx, { topic: "area", area: "holds", userId: found.askerId });
    await audit(tx, viewer, found.case.number, "question.answered", { questionId });
    return found.case.number;
  });
  return getCase(viewer, caseNumber);
}

/** Notes that the viewer has read the answers to what they asked about this case. */
export async function seeAnswers(viewer: Viewer, caseNumber: number): Promise<void> {
  assertCan(viewer, "cases:read");
  const { count } = await db().caseQuestion.updateMany({
    where: {
      askerId: viewer.userId,
      answeredAt: { not: null },
      seenAt: null,
      case: { number: caseNumber },
    },
    data: { seenAt: new Date() },
  });
  if (count > 0) await publish(db(), { topic: "area", area: "questions", userId: viewer.userId });
}

/** What waits for the viewer: questions to them, and answers to theirs that they have not read. */
export async function listInbox(viewer: Viewer): Promise<InboxEntry[]> {
  assertCan(viewer, "cases:read");
  const rows = await loadInbox(db(), viewer.userId, caseScope(viewer, "cases:read", Prisma.sql`c`));
  return rows.map(({ name, names, at, ...row }) => ({
    ...row,
    queue: localisedName({ name, names }),
    at: at.toISOString(),
  }));
}

/** The person it concerns hears of it wherever they are, everybody else where they look at the case. */
async function tell(tx: Tx, caseNumber: number, userId: string): Promise<void> {
  const { queueId, policyCode } = await tx.case.findUniqueOrThrow({
    where: { number: caseNumber },
    select: { queueId: true, policyCode: true },
  });
  await publish(tx, { topic: "area", area: "questions", userId });
  await publish(tx, { topic: "case", queueId, policyCode, caseNumber });
}

/** Without the words: those stand in the case. */
function audit(
  tx: Tx,
  { userId }: Viewer,
  caseNumber: number,
  action: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ actor: `user:${userId}`, action, subject: `case:${caseNumber}`, data }]);
}
