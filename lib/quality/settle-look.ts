import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { cancelEnforcements } from "#lib/enforcement/index.ts";
import type { PolicyInForce } from "#lib/policy/index.ts";
import { creditReporters, type HeldCase, type NewDecision, recordDecisions } from "#lib/review/index.ts";
import { afterSettling } from "./look.ts";
import { type First, isInReview, verdictOf } from "./look-store.ts";
import type { LookAnswer } from "./schema.ts";

interface Settling {
  viewer: Viewer;
  lookId: string;
  held: HeldCase;
  first: First;
  answer: LookAnswer;
  policy: PolicyInForce | null;
  now: Date;
}

/**
 * Writes the third person's verdict. Where it differs from a decision that stands, that decision is reversed by a
 * new one (invariant 3), and where something else is to be done a further decision follows; the platform hears of
 * both in order (invariant 5), or only of the second when it never heard of the first.
 */
export async function settleLook(tx: Tx, settling: Settling): Promise<ReturnType<typeof afterSettling>> {
  const { viewer, lookId, first, answer, now } = settling;
  const outcome = afterSettling(verdictOf(first), answer, {
    reversed: first.reversedBy !== null,
    appealed: first.appeal !== null,
  });
  const settledDecisionId =
    outcome === "allows" || outcome === "replaces" ? await changeDecision(tx, settling) : null;
  await tx.secondLook.update({
    where: { id: lookId, state: "disagreed" },
    data: {
      state: "settled",
      settledById: viewer.userId,
      settledAction: answer.action,
      settledPolicyCode: answer.action === "allow" ? null : answer.policyCode,
      settledRationale: answer.rationale,
      settledAt: now,
      settledDecisionId,
    },
  });
  return outcome;
}

/** Reverses the first decision, and makes the one that takes its place. @returns the id of what stands now */
async function changeDecision(tx: Tx, settling: Settling): Promise<string> {
  const { viewer, held, first, answer, policy, now } = settling;
  const replaces = answer.action !== "allow";
  const { delivered } = await cancelEnforcements(tx, first.id);
  const state = replaces ? "actioned" : (await isInReview(tx, first.itemId)) ? "in_review" : "allowed";
  await tx.item.update({ where: { id: first.itemId }, data: { state, stateAt: now } });
  const shared = {
    item: first.item,
    caseId: held.id,
    source: "person" as const,
    actorId: viewer.userId,
    notBefore: now,
  };
  const reversal: NewDecision = {
    ...shared,
    policy: null,
    action: "allow",
    rationale: replaces ? "" : answer.rationale,
    inForce: { thresholds: null, models: [] },
    reversesId: first.id,
    handleSeconds: replaces ? null : held.handleSeconds,
    tellPlatform: delivered > 0,
    itemState: replaces ? "in_review" : state,
  };
  const replacement: NewDecision = {
    ...shared,
    policy,
    action: answer.action,
    rationale: answer.rationale,
    inForce: { thresholds: policy?.thresholds ?? null, models: await modelsOf(tx, first.itemId) },
    reversesId: null,
    handleSeconds: held.handleSeconds,
    tellPlatform: true,
    itemState: state,
  };
  const ids = await recordDecisions(tx, replaces ? [reversal, replacement] : [reversal], now);
  const restricted = first.action !== "allow";
  if (restricted !== replaces) {
    await creditReporters(tx, first.itemId, restricted, -1, first.createdAt);
    await creditReporters(tx, first.itemId, replaces, 1);
  }
  return ids.at(-1) ?? "";
}

async function modelsOf(tx: Tx, itemId: string): Promise<string[]> {
  const sets = await tx.signalSet.findMany({ where: { itemId }, select: { source: true, version: true } });
  return sets.map(({ source, version }) => `${source}/${version}`);
}
