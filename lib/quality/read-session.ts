import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { alphaWithInterval } from "#lib/insights/index.ts";
import { getCaseUnseen } from "#lib/review/index.ts";
import { agreementByPolicy, codeOf } from "./agreement.ts";
import { agrees } from "./look.ts";
import type { SessionItemView, SessionView } from "./schema.ts";

const EXCERPT_CHARACTERS = 400;

async function load(viewer: Viewer, number: number) {
  assertCan(viewer, "quality:take_part");
  const session = await db().calibration.findFirst({
    where: {
      number,
      ...(can(viewer, "quality:manage") ? {} : { people: { some: { userId: viewer.userId } } }),
    },
    include: {
      createdBy: { select: { name: true } },
      people: { include: { user: { select: { id: true, name: true } } }, orderBy: { user: { name: "asc" } } },
      items: {
        orderBy: { position: "asc" },
        include: {
          case: {
            select: {
              number: true,
              policyCode: true,
              gold: { select: { id: true } },
              item: { select: { text: true, language: true } },
            },
          },
          answers: { include: { user: { select: { name: true } } }, orderBy: { user: { name: "asc" } } },
          notes: { include: { user: { select: { name: true } } }, orderBy: { createdAt: "asc" } },
        },
      },
    },
  });
  if (!session) throw new DomainError("not_found", "There is no such session.");
  return session;
}
type Loaded = Awaited<ReturnType<typeof load>>;

/**
 * A calibration session. While it is open everybody sees the item they are to answer, nothing of what was decided on
 * it, and nothing of what others answered; afterwards who answered what.
 * @throws DomainError not_found, also for who is not invited
 */
export async function readSession(viewer: Viewer, number: number): Promise<SessionView> {
  const session = await load(viewer, number);
  const invited = session.people.some(({ userId }) => userId === viewer.userId);
  const mine = (item: Loaded["items"][number]) => item.answers.some(({ userId }) => userId === viewer.userId);
  const next = invited && session.state === "open" ? session.items.find((item) => !mine(item)) : undefined;
  const shown = next && (await getCaseUnseen(viewer, next.case.number));
  return {
    number: session.number,
    title: session.title,
    state: session.state,
    createdBy: session.createdBy.name,
    people: session.people.map(({ user }) => ({
      name: user.name,
      answered: session.items.filter((item) => item.answers.some(({ userId }) => userId === user.id)).length,
    })),
    items: session.items.length,
    invited,
    mayManage: can(viewer, "quality:manage"),
    next:
      next && shown
        ? {
            position: next.position,
            // What is shown of the thread is all there is to see here.
            view: { ...shown, claim: null, permitted: [], threadSize: shown.thread.length + 1 },
          }
        : null,
    results: session.state === "closed" ? resultsOf(session) : null,
  };
}

function resultsOf({ items }: Loaded): NonNullable<SessionView["results"]> {
  const units = items.map(({ answers }) => answers.map(codeOf));
  return { alpha: alphaWithInterval(units), policies: agreementByPolicy(units), items: items.map(itemOf) };
}

function itemOf(item: Loaded["items"][number]): SessionItemView {
  const [first, ...others] = item.answers;
  return {
    position: item.position,
    caseNumber: item.case.number,
    excerpt: item.case.item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
    language: item.case.item.language,
    policyCode: item.case.policyCode,
    answers: item.answers.map(({ user, action, policyCode, rationale }) => ({
      name: user.name,
      action,
      policyCode,
      rationale,
    })),
    agreed: first !== undefined && others.length > 0 && others.every((other) => agrees(first, other)),
    notes: item.notes.map(({ user, text, createdAt }) => ({
      name: user.name,
      text,
      at: createdAt.toISOString(),
    })),
    gold: item.case.gold !== null,
  };
}

/** A closed session as lines: each item with its answers and notes. @throws DomainError not_found, conflict while it is open */
export async function exportSession(viewer: Viewer, number: number): Promise<AsyncGenerator<unknown>> {
  const session = await load(viewer, number);
  if (session.state !== "closed")
    throw new DomainError("conflict", "A session can be exported when it is closed.");
  return (async function* lines() {
    for (const item of session.items) {
      const { agreed, answers, notes, ...shown } = itemOf(item);
      yield { session: session.number, title: session.title, ...shown, agreed, answers, notes };
    }
  })();
}
