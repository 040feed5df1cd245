import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { type AppealOutcome, queueEnforcements } from "#lib/enforcement/index.ts";
import { DomainError } from "#lib/errors.ts";
import { measureSchema } from "#lib/policy/index.ts";
import {
  assertCaseInScope,
  caseConflict,
  closeHeldCase,
  creditReporters,
  endOf,
  type HeldCase,
  recordDecisions,
} from "#lib/review/index.ts";
import { type ResolveRequest, resolveRequestSchema } from "./schema.ts";
import { type Contested, loadContested, lockOpenAppeal, stateWithout } from "./store.ts";

export interface ResolveResult {
  appealId: string;
  /** The reversal, where the appeal was overturned. */
  decisionId: string | null;
}

/**
 * Answers the appeal whose case this person holds. Overturning is a new decision that points at the contested one
 * (invariant 3): the item is restored, the platform told, the strike gone, the reporters' credit turned round, and
 * the item labelled as not being what it was taken for. Upholding tells the platform, so that it can tell the
 * author. All of it commits together (invariant 4).
 * @throws DomainError conflict when the claim or version is not theirs any more (invariant 2) or somebody
 *   answered already, forbidden when they took part in the contested decision (invariant 7)
 */
export function resolveAppeal(
  viewer: Viewer,
  caseNumber: number,
  body: ResolveRequest,
  now = new Date(),
): Promise<ResolveResult> {
  assertCan(viewer, "cases:decide");
  const request = resolveRequestSchema.parse(body);
  return inTransaction(async (tx) => {
    await assertCaseInScope(tx, viewer, "cases:decide", caseNumber);
    const appeal = await lockOpenAppeal(tx, caseNumber);
    const held = appeal && (await closeHeldCase(tx, caseNumber, request.version, viewer.userId));
    if (!appeal || !held) throw await caseConflict(tx, caseNumber, viewer.userId);
    const contested = await loadContested(tx, appeal.decisionId, true);
    if (!contested) throw new Error(`appeal ${appeal.id} contests no decision`);
    const outcome: AppealOutcome = {
      id: appeal.id,
      outcome: request.outcome,
      reason: request.reason,
      language: appeal.locale,
    };
    const decisionId =
      request.outcome === "overturned"
        ? await overturn(tx, viewer, held, contested, outcome, now)
        : await uphold(tx, contested, outcome, now);
    await tx.appeal.update({
      where: { id: appeal.id, state: "open" },
      data: {
        state: request.outcome,
        resolvedById: viewer.userId,
        resolution: request.reason,
        resolvedAt: now,
      },
    });
    const { id: caseId, severity, handleSeconds } = held;
    await recordExposure(
      tx,
      { userId: viewer.userId, caseId, severity, handleSeconds, reveals: request.reveals },
      now,
    );
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: `appeal.${request.outcome}`,
        subject: `item:${held.itemId}`,
        data: { appealId: appeal.id, contested: contested.id, caseNumber, decisionId },
      },
    ]);
    return { appealId: appeal.id, decisionId };
  });
}

async function overturn(
  tx: Tx,
  viewer: Viewer,
  held: HeldCase,
  contested: Contested,
  appeal: AppealOutcome,
  now: Date,
): Promise<string> {
  if (contested.reversedBy) throw new DomainError("conflict", "This decision was taken back already.");
  const itemState = await stateWithout(tx, contested.itemId, contested.id);
  await tx.item.update({ where: { id: contested.itemId }, data: { state: itemState, stateAt: now } });
  const [decisionId = ""] = await recordDecisions(
    tx,
    [
      {
        item: contested.item,
        caseId: held.id,
        policy: null,
        action: "allow",
        source: "person",
        actorId: viewer.userId,
        rationale: appeal.reason,
        inForce: { thresholds: null, models: [] },
        reversesId: contested.id,
        handleSeconds: held.handleSeconds,
        notBefore: now,
        tellPlatform: true,
        itemState,
        appeal,
      },
    ],
    now,
  );
  // Automation's decisions gave no credit that could be taken back.
  if (contested.source === "person")
    await creditReporters(tx, contested.itemId, true, -1, contested.createdAt);
  await creditReporters(tx, contested.itemId, false, 1);
  if (contested.policyVersion)
    await tx.label.create({
      data: {
        itemId: contested.itemId,
        label: contested.policyVersion.signal,
        value: 0,
        source: "appeal",
        decisionId,
        createdAt: now,
      },
    });
  return decisionId;
}

async function uphold(tx: Tx, contested: Contested, appeal: AppealOutcome, now: Date): Promise<null> {
  const { item, policyVersion } = contested;
  const { state } = await tx.item.findUniqueOrThrow({ where: { id: item.id }, select: { state: true } });
  await queueEnforcements(tx, [
    {
      decisionId: contested.id,
      itemId: item.id,
      notBefore: now,
      payload: {
        type: "appeal.upheld",
        timestamp: now.toISOString(),
        data: {
          decision: {
            id: contested.id,
            action: contested.action,
            until: endOf(contested.hours, contested.createdAt),
            measures: measureSchema
              .array()
              .parse(contested.measures)
              .map(({ action, hours }) => ({ action, until: endOf(hours, contested.createdAt) })),
            strike: contested.strike?.expiresAt
              ? { policy: contested.strike.policyCode, expiresAt: contested.strike.expiresAt.toISOString() }
              : null,
            source: contested.source,
            rationale: contested.rationale,
            reverses: contested.reversesId,
          },
          item: { id: item.id, externalId: item.externalId, revision: item.revision, state },
          policy: policyVersion && {
            code: policyVersion.policy.code,
            version: policyVersion.version,
            title: policyVersion.title,
          },
          appeal,
        },
      },
    },
  ]);
  return null;
}
