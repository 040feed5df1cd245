import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { caseConflict, closeHeldCase, type HeldCase, openCases } from "#lib/review/index.ts";
import type { DecisionResult } from "#lib/review/schema.ts";
import { agrees } from "./look.ts";
import { adjudicationQueue, type First, lockLook, verdictOf } from "./look-store.ts";
import { policyFor } from "./policy-for.ts";
import { type LookAnswer, lookAnswerSchema } from "./schema.ts";
import { settleLook } from "./settle-look.ts";

/**
 * Takes a person's answer on the case they hold: the second person's, given without having seen the first, or the
 * third's, who settles a disagreement. A second answer that differs opens the case of the third. Nothing happens to
 * the item before the disagreement is settled. All of it commits together (invariant 4).
 * @throws DomainError conflict when the claim or version is not theirs any more (invariant 2) or it is answered
 *   already, forbidden when they took part, invalid
 */
export async function answerLook(
  viewer: Viewer,
  caseNumber: number,
  body: LookAnswer,
  now = new Date(),
): Promise<DecisionResult> {
  assertCan(viewer, "quality:take_part");
  const answer = lookAnswerSchema.parse(body);
  const policy = await policyFor(caseNumber, answer);
  return inTransaction(async (tx) => {
    const look = await lockLook(tx, caseNumber);
    const held = look && (await closeHeldCase(tx, caseNumber, answer.version, viewer.userId));
    if (!look || !held) throw await caseConflict(tx, caseNumber, viewer.userId);
    const { first } = look;
    const outcome =
      look.role === "second"
        ? await answerSecond(tx, viewer, look.id, first, answer, now)
        : await settleLook(tx, { viewer, lookId: look.id, held, first, answer, policy, now });
    await noteDone(tx, viewer, held, answer, now);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: look.role === "second" ? "second_look.answered" : "second_look.settled",
        subject: `item:${held.itemId}`,
        data: { caseNumber, lookId: look.id, decisionId: first.id, outcome },
      },
    ]);
    return { decisionId: null, silentUntil: now.toISOString() };
  });
}

/** @returns whether both agreed, or what became of it */
async function answerSecond(
  tx: Tx,
  viewer: Viewer,
  lookId: string,
  first: First,
  answer: LookAnswer,
  now: Date,
): Promise<"agreed" | "disagreed" | "overtaken"> {
  const outcome = first.reversedBy ? "overtaken" : agrees(verdictOf(first), answer) ? "agreed" : "disagreed";
  const adjudicationCaseId = outcome === "disagreed" ? await openAdjudication(tx, first, now) : null;
  await tx.secondLook.update({
    where: { id: lookId, state: "open" },
    data: {
      state: outcome,
      secondById: viewer.userId,
      secondAction: answer.action,
      secondPolicyCode: answer.action === "allow" ? null : answer.policyCode,
      secondRationale: answer.rationale,
      secondAt: now,
      adjudicationCaseId,
    },
  });
  return outcome;
}

async function openAdjudication(tx: Tx, first: First, now: Date): Promise<string> {
  const queueSlug = await adjudicationQueue(tx);
  if (!queueSlug)
    throw new DomainError("unavailable", "There is no queue for second looks; an admin must make one.");
  await openCases(
    tx,
    [
      {
        itemId: first.itemId,
        queueSlug,
        severity: first.case?.severity ?? 3,
        policyCode: first.case?.policyCode ?? null,
        reasons: [],
        confidence: 0,
        reach: first.item.reach,
        reporterWeights: [],
      },
    ],
    now,
  );
  const opened = await tx.case.findFirstOrThrow({
    where: { itemId: first.itemId, purpose: "quality", state: "open" },
    select: { id: true },
  });
  return opened.id;
}

async function noteDone(tx: Tx, viewer: Viewer, held: HeldCase, answer: LookAnswer, now: Date) {
  const { id: caseId, severity, handleSeconds } = held;
  await recordExposure(
    tx,
    { userId: viewer.userId, caseId, severity, handleSeconds, reveals: answer.reveals },
    now,
  );
}
