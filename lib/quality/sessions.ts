import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { policyFor } from "./policy-for.ts";
import type {
  CreateSession,
  SessionAnswer,
  SessionNote,
  SessionRow,
  SuggestedCase,
  SuggestQuery,
} from "./schema.ts";

const SUGGESTED = 30;
const EXCERPT_CHARACTERS = 160;

/** Decided cases that a session may take in, newest first: by words, policy and language, or those people disagreed on. */
export async function suggestCases(viewer: Viewer, query: SuggestQuery): Promise<SuggestedCase[]> {
  assertCan(viewer, "quality:manage");
  const { from, text, policy, language } = query;
  const rows = await db().case.findMany({
    where: {
      state: "decided",
      purpose: { in: ["triage", "escalation"] },
      ...(policy && { policyCode: policy }),
      item: {
        ...(text && { text: { contains: text, mode: "insensitive" } }),
        ...(language && { language }),
      },
      ...(from === "disagreements" && { decisions: { some: { secondLook: { state: "settled" } } } }),
    },
    orderBy: { number: "desc" },
    take: SUGGESTED,
    select: { number: true, policyCode: true, item: { select: { text: true, language: true } } },
  });
  return rows.map(({ number, policyCode, item }) => ({
    number,
    policyCode,
    language: item.language,
    excerpt: item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
  }));
}

/** People who may be invited. */
export async function listInvitable(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  assertCan(viewer, "quality:manage");
  const roles = await db().role.findMany({
    where: { permissions: { has: "quality:take_part" } },
    select: { id: true },
  });
  return db().user.findMany({
    where: { active: true, roles: { hasSome: roles.map(({ id }) => id) } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

/** Opens a session on a chosen set of cases for the people invited. @throws DomainError invalid */
export async function createSession(viewer: Viewer, request: CreateSession): Promise<{ number: number }> {
  assertCan(viewer, "quality:manage");
  const numbers = [...new Set(request.caseNumbers)];
  const userIds = [...new Set(request.userIds)];
  const [cases, invitable] = await Promise.all([
    db().case.findMany({ where: { number: { in: numbers } }, select: { id: true, number: true } }),
    listInvitable(viewer),
  ]);
  const missing = numbers.find((number) => !cases.some((one) => one.number === number));
  if (missing !== undefined)
    throw new DomainError("invalid", `There is no case ${missing}.`, {
      fields: [{ field: "caseNumbers", message: `there is no case ${missing}` }],
    });
  if (!userIds.every((id) => invitable.some((one) => one.id === id)))
    throw new DomainError("invalid", "Somebody invited does not review cases.", {
      fields: [{ field: "userIds", message: "not a reviewer" }],
    });
  return inTransaction(async (tx) => {
    const session = await tx.calibration.create({
      data: {
        title: request.title,
        createdById: viewer.userId,
        items: {
          create: numbers.flatMap((number, index) => {
            const found = cases.find((one) => one.number === number);
            return found ? [{ position: index + 1, caseId: found.id }] : [];
          }),
        },
        people: { create: userIds.map((userId) => ({ userId })) },
      },
    });
    await note(tx, viewer, "calibration.opened", session.number, { cases: numbers, people: userIds.length });
    return { number: session.number };
  });
}

const openTo = (viewer: Viewer): Prisma.CalibrationWhereInput =>
  can(viewer, "quality:manage") ? {} : { people: { some: { userId: viewer.userId } } };

/** A session that this person may see. @throws DomainError not_found */
async function findSession(tx: Tx, viewer: Viewer, number: number) {
  const session = await tx.calibration.findFirst({ where: { number, ...openTo(viewer) } });
  if (!session) throw new DomainError("not_found", "There is no such session.");
  return session;
}

async function findItem(tx: Tx, sessionId: string, position: number) {
  const item = await tx.sessionItem.findUnique({
    where: { sessionId_position: { sessionId, position } },
    select: { id: true, case: { select: { number: true } } },
  });
  if (!item) throw new DomainError("not_found", "There is no such item in this session.");
  return item;
}

/**
 * Takes an invited person's answer on one item, once. The last answer of the last person closes the session.
 * @throws DomainError not_found, forbidden when not invited, conflict when answered already or closed
 */
export function answerSession(
  viewer: Viewer,
  number: number,
  answer: SessionAnswer,
  now = new Date(),
): Promise<void> {
  assertCan(viewer, "quality:take_part");
  return inTransaction(async (tx) => {
    const session = await findSession(tx, viewer, number);
    // Answers of one session follow one another, so that the last one knows that it is.
    await tx.$queryRaw`SELECT id FROM calibration_sessions WHERE id = ${session.id}::uuid FOR UPDATE`;
    const { state } = await tx.calibration.findUniqueOrThrow({ where: { id: session.id } });
    const invited = await tx.calibrationPerson.count({
      where: { sessionId: session.id, userId: viewer.userId },
    });
    if (invited === 0) throw new DomainError("forbidden", "You are not invited to this session.");
    if (state !== "open") throw new DomainError("conflict", "This session is closed.");
    const item = await findItem(tx, session.id, answer.position);
    await policyFor(item.case.number, answer);
    const { count } = await tx.calibrationAnswer.createMany({
      data: {
        itemId: item.id,
        userId: viewer.userId,
        action: answer.action,
        policyCode: answer.action === "allow" ? null : answer.policyCode,
        rationale: answer.rationale,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new DomainError("conflict", "You have answered this item already.");
    const [items, people, answers] = await Promise.all([
      tx.sessionItem.count({ where: { sessionId: session.id } }),
      tx.calibrationPerson.count({ where: { sessionId: session.id } }),
      tx.calibrationAnswer.count({ where: { item: { sessionId: session.id } } }),
    ]);
    if (answers === items * people) await close(tx, viewer, session, now);
  });
}

/** Ends a session before everybody has answered; what was answered is shown to all. @throws DomainError not_found, conflict */
export function closeSession(viewer: Viewer, number: number, now = new Date()): Promise<void> {
  assertCan(viewer, "quality:manage");
  return inTransaction(async (tx) => close(tx, viewer, await findSession(tx, viewer, number), now));
}

async function close(tx: Tx, viewer: Viewer, session: { id: string; number: number }, now: Date) {
  const { count } = await tx.calibration.updateMany({
    where: { id: session.id, state: "open" },
    data: { state: "closed", closedAt: now },
  });
  if (count !== 1) throw new DomainError("conflict", "This session is closed already.");
  await note(tx, viewer, "calibration.closed", session.number, {});
}

/** Keeps what somebody said of an item after the session. @throws DomainError not_found, conflict while it is open */
export function addSessionNote(
  viewer: Viewer,
  number: number,
  said: SessionNote,
  now = new Date(),
): Promise<void> {
  assertCan(viewer, "quality:take_part");
  return inTransaction(async (tx) => {
    const session = await findSession(tx, viewer, number);
    if (session.state !== "closed")
      throw new DomainError("conflict", "Notes follow when the session is closed.");
    const item = await findItem(tx, session.id, said.position);
    await tx.calibrationNote.create({
      data: { itemId: item.id, userId: viewer.userId, text: said.text, createdAt: now },
    });
  });
}

/** Sessions this person is invited to, or all for a lead; newest first. */
export async function sessionsOf(viewer: Viewer, all = false): Promise<SessionRow[]> {
  assertCan(viewer, all ? "quality:manage" : "quality:take_part");
  const rows = await db().calibration.findMany({
    where: all ? {} : { people: { some: { userId: viewer.userId } } },
    orderBy: { number: "desc" },
    include: {
      people: { select: { userId: true } },
      items: { select: { answers: { select: { userId: true } } } },
    },
  });
  return rows.map(({ number, title, state, createdAt, people, items }) => {
    const answers = items.flatMap((item) => item.answers);
    const invited = people.some(({ userId }) => userId === viewer.userId);
    const mine = answers.filter(({ userId }) => userId === viewer.userId).length;
    return {
      number,
      title,
      state,
      items: items.length,
      people: people.length,
      answers: answers.length,
      left: invited && state === "open" ? items.length - mine : invited ? 0 : null,
      at: createdAt.toISOString(),
    };
  });
}

async function note(tx: Tx, viewer: Viewer, action: string, number: number, data: Record<string, unknown>) {
  await appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `calibration:${number}`, data }]);
}
