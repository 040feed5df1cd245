import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { shareOf } from "#lib/insights/index.ts";
import { policyFor } from "./policy-for.ts";
import type { AccuracyRow, GoldRow, MarkGold } from "./schema.ts";

const EXCERPT_CHARACTERS = 120;

/** Marks a decided case as gold: what is expected of whoever meets it as practice, and why. @throws DomainError not_found, invalid, conflict */
export async function markGold(viewer: Viewer, request: MarkGold): Promise<{ number: number }> {
  assertCan(viewer, "quality:manage");
  const { caseNumber, action, policyCode, explanation } = request;
  await policyFor(caseNumber, request);
  const found = await db().case.findUnique({
    where: { number: caseNumber },
    select: { id: true, state: true },
  });
  if (!found)
    throw new DomainError("invalid", "There is no such case.", {
      fields: [{ field: "caseNumber", message: "there is no such case" }],
    });
  if (found.state === "open")
    throw new DomainError("invalid", "A case that is still open cannot be practice.", {
      fields: [{ field: "caseNumber", message: "this case is still open" }],
    });
  return inTransaction(async (tx) => {
    const gold = await tx.goldCase
      .create({
        data: {
          caseId: found.id,
          action,
          policyCode: action === "allow" ? null : policyCode,
          explanation,
          createdById: viewer.userId,
        },
      })
      .catch((error: unknown) => {
        if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
          throw new DomainError("conflict", "This case is gold already.");
        throw error;
      });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "gold.marked",
        subject: `case:${caseNumber}`,
        data: { gold: gold.number, action, policyCode },
      },
    ]);
    return { number: gold.number };
  });
}

/** Takes a gold case out of practice; what was answered stays. @throws DomainError conflict */
export function retireGold(viewer: Viewer, number: number, now = new Date()): Promise<void> {
  assertCan(viewer, "quality:manage");
  return inTransaction(async (tx) => {
    const { count } = await tx.goldCase.updateMany({
      where: { number, retiredAt: null },
      data: { retiredAt: now },
    });
    if (count !== 1) throw new DomainError("conflict", "There is no such gold case in practice.");
    await appendAudit(tx, [
      { actor: `user:${viewer.userId}`, action: "gold.retired", subject: `gold:${number}`, data: {} },
    ]);
  });
}

/** Gold cases, newest first, with how often they were answered as expected. */
export async function listGold(viewer: Viewer): Promise<GoldRow[]> {
  assertCan(viewer, "quality:manage");
  const rows = await db().goldCase.findMany({
    orderBy: { number: "desc" },
    include: {
      case: { select: { number: true, item: { select: { text: true } } } },
      practice: { where: { state: "answered" }, select: { fits: true } },
    },
  });
  return rows.map(({ number, action, policyCode, explanation, retiredAt, practice, case: shown }) => ({
    number,
    caseNumber: shown.number,
    excerpt: shown.item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
    expected: { action, policyCode },
    explanation,
    retired: retiredAt !== null,
    fitting: shareOf(practice.filter(({ fits }) => fits).length, practice.length),
  }));
}

/** How far each person's practice answers fitted, by name and not by rank. */
export async function listAccuracy(viewer: Viewer): Promise<AccuracyRow[]> {
  assertCan(viewer, "quality:manage");
  const people = await db().user.findMany({
    where: { practice: { some: { state: "answered" } } },
    orderBy: { name: "asc" },
    select: { id: true, name: true, practice: { where: { state: "answered" }, select: { fits: true } } },
  });
  return people.flatMap(({ id, name, practice }) => {
    const fitting = shareOf(practice.filter(({ fits }) => fits).length, practice.length);
    return fitting ? [{ id, name, fitting }] : [];
  });
}
