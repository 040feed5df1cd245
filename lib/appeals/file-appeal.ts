import { appendAudit } from "#lib/audit/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { actionSchema } from "#lib/policy/index.ts";
import { openCases } from "#lib/review/index.ts";
import { AppealTokenError, appealDeadline, readAppealToken } from "#lib/statements/index.ts";
import type { AppealInput, AppealReceipt } from "./schema.ts";
import { type Contested, loadContested } from "./store.ts";

/**
 * Takes an author's contest of one decision and opens its case, in one transaction. Who took part in that decision
 * is shut out of the case by the database itself (invariant 7).
 * @param actor for the audit log: `api_key:<id>` or `author`
 * @throws AppealTokenError expired, tampered, foreign
 * @throws DomainError not_found; conflict with `reason` filed (one appeal per decision), reversed, busy (another
 *   decision on the same item is being contested); invalid where nothing is restricted
 */
export function fileAppeal(input: AppealInput, actor: string, now = new Date()): Promise<AppealReceipt> {
  const decisionId = input.appealToken ? readAppealToken(input.appealToken, now) : (input.decisionId ?? "");
  return inTransaction(async (tx) => {
    const decision = await loadContested(tx, decisionId, true);
    if (!decision) throw new DomainError("not_found", "There is no such decision.");
    assertContestable(decision, now);
    const appealCase = await openAppealCase(tx, decision, now);
    const appeal = await tx.appeal.create({
      data: {
        decisionId,
        itemId: decision.itemId,
        caseId: appealCase.id,
        statement: input.statement,
        locale: input.language,
        filedAt: now,
      },
    });
    await tx.appealDraft.deleteMany({ where: { decisionId } });
    await appendAudit(tx, [
      {
        actor,
        action: "appeal.filed",
        subject: `item:${decision.itemId}`,
        data: { appealId: appeal.id, decisionId, caseNumber: appealCase.number },
      },
    ]);
    return {
      appealId: appeal.id,
      decisionId,
      state: "open",
      filedAt: now.toISOString(),
      answerBy: appealCase.dueAt.toISOString(),
    };
  });
}

function assertContestable(decision: Contested, now: Date): void {
  if (decision.appeal)
    throw new DomainError("conflict", "This decision is contested already; it can be contested once.", {
      extra: { reason: "filed", state: decision.appeal.state },
    });
  if (decision.reversedBy)
    throw new DomainError("conflict", "This decision was taken back already.", {
      extra: { reason: "reversed" },
    });
  if (decision.action === "allow")
    throw new DomainError("invalid", "This decision restricts nothing, so there is nothing to contest.");
  if (appealDeadline(decision.createdAt) <= now) throw new AppealTokenError("expired");
}

async function openAppealCase(tx: Tx, decision: Contested, now: Date) {
  const queue = await tx.queue.findFirst({
    where: { purpose: "appeals", retiredAt: null },
    orderBy: { position: "asc" },
  });
  if (!queue) throw new DomainError("unavailable", "There is no queue for appeals; an admin must make one.");
  const action = actionSchema.parse(decision.action);
  const opened = await openCases(
    tx,
    [
      {
        itemId: decision.itemId,
        queueSlug: queue.slug,
        severity: decision.policyVersion?.severity ?? 3,
        policyCode: decision.policyVersion?.policy.code ?? null,
        reasons: [{ kind: "appeal", decisionId: decision.id, action }],
        // How sure anybody was of the contested decision must not order its appeals.
        confidence: 0,
        reach: decision.item.reach,
        reporterWeights: [],
      },
    ],
    now,
  );
  if (opened.length === 0)
    throw new DomainError(
      "conflict",
      "Another decision on this post is being contested; wait for its answer.",
      {
        extra: { reason: "busy" },
      },
    );
  return tx.case.findFirstOrThrow({
    where: { itemId: decision.itemId, purpose: "appeals", state: "open" },
    select: { id: true, number: true, dueAt: true },
  });
}
