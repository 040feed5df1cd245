import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, readColleague, type Viewer } from "#lib/auth/index.ts";
import { endBreak, lighterThan } from "#lib/care/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { caseConflict } from "./case-conflict.ts";
import type { CaseFilter } from "./case-filter.ts";
import { assertCaseInScope, mayTake } from "./case-scope.ts";
import { changeClaim, takeCase } from "./claim-store.ts";
import { findQueue } from "./find-queue.ts";
import { getCase } from "./get-case.ts";
import { takeNext } from "./next-case.ts";
import { recordLeaving } from "./record-leaving.ts";
import type { CaseView } from "./schema.ts";
import { skillsOf } from "./skills-store.ts";

/**
 * Claims the next case of a queue for this person; null when none is free that they can judge.
 * @param exclude numbers of cases they passed over
 * @param filter what it must match
 * @throws DomainError not_found when there is no such queue
 */
export async function claimNext(
  viewer: Viewer,
  queueSlug: string,
  exclude: number[],
  filter: CaseFilter = {},
): Promise<CaseView | null> {
  assertCan(viewer, "cases:decide");
  const { userId } = viewer;
  const [queue, skills, lighter] = await Promise.all([
    findQueue(viewer, "cases:decide", queueSlug),
    skillsOf(db(), userId),
    lighterThan(db(), userId),
  ]);
  const wanted = { queue, userId, exclude, filter, skills };
  // A preference and no more: where only heavy cases wait, one of them comes.
  const rested = lighter === null ? null : await takeNext(db(), { ...wanted, lighterThan: lighter });
  const caseNumber = rested ?? (await takeNext(db(), { ...wanted, lighterThan: null }));
  if (caseNumber === null) return null;
  const [view] = await Promise.all([getCase(viewer, caseNumber), endBreak(db(), userId, new Date())]);
  return view;
}

/** Claims a given case; who may take over takes it from its holder, and that is audited. @throws DomainError conflict */
export async function claimCase(viewer: Viewer, caseNumber: number, version: number): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  const free = await takeCase(db(), caseNumber, version, viewer.userId, false);
  if (!free) {
    if (!can(viewer, "cases:take_over")) throw await caseConflict(db(), caseNumber, viewer.userId);
    await assertCaseInScope(db(), viewer, "cases:take_over", caseNumber);
    await inTransaction(async (tx) => {
      const before = await tx.case.findUnique({
        where: { number: caseNumber },
        select: { claimedById: true },
      });
      if (!(await takeCase(tx, caseNumber, version, viewer.userId, true)))
        throw await caseConflict(tx, caseNumber, viewer.userId);
      await appendAudit(tx, [
        {
          actor: `user:${viewer.userId}`,
          action: "case.taken_over",
          subject: `case:${caseNumber}`,
          data: { from: before?.claimedById },
        },
      ]);
    });
  }
  await endBreak(db(), viewer.userId, new Date());
  return getCase(viewer, caseNumber);
}

/** Starts the claim's time anew. @throws DomainError conflict */
export async function extendClaim(viewer: Viewer, caseNumber: number, version: number): Promise<CaseView> {
  await change(viewer, caseNumber, version, viewer.userId);
  return getCase(viewer, caseNumber);
}

/**
 * Gives the case back to its queue.
 * @param reveals how often something hidden was uncovered; undefined for a case that never came to the screen
 * @throws DomainError conflict
 */
export async function releaseClaim(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  reveals?: number,
): Promise<void> {
  await change(viewer, caseNumber, version, null, reveals);
}

/**
 * Gives the case to a colleague who may decide.
 * @param reveals as in {@link releaseClaim}
 * @throws DomainError conflict, invalid
 */
export async function handOver(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  toUserId: string,
  reveals?: number,
): Promise<CaseView> {
  const colleague = await readColleague(db(), toUserId);
  if (!colleague || !(await mayTake(db(), colleague, caseNumber)))
    throw new DomainError("invalid", "This person cannot take this case.", {
      fields: [{ field: "toUserId", message: "not a reviewer of this case" }],
    });
  const shutOut = await db().caseExclusion.count({
    where: { userId: toUserId, case: { number: caseNumber } },
  });
  if (shutOut > 0)
    throw new DomainError(
      "invalid",
      `${colleague.name} took part in the decision that this appeal contests.`,
      {
        fields: [{ field: "toUserId", message: "took part in the contested decision" }],
      },
    );
  await change(viewer, caseNumber, version, toUserId, reveals);
  return getCase(viewer, caseNumber);
}

async function change(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  toUserId: string | null,
  reveals?: number,
): Promise<void> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  await inTransaction(async (tx) => {
    if (reveals !== undefined) await recordLeaving(tx, viewer, caseNumber, reveals);
    if (!(await changeClaim(tx, caseNumber, version, viewer.userId, toUserId)))
      throw await caseConflict(tx, caseNumber, viewer.userId);
  });
}
