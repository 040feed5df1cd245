import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError, type FieldError } from "#lib/errors.ts";
import { judgeSample } from "#lib/insights/index.ts";
import {
  arrange,
  currentPolicies,
  type Measure,
  type MeasureProblem,
  measureProblem,
  type PolicyInForce,
  retiredPolicyOfCase,
} from "#lib/policy/index.ts";
import { caseConflict } from "./case-conflict.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { closeHeldCase, type HeldCase } from "./claim-store.ts";
import { recordDecisions } from "./record-decisions.ts";
import { creditReporters } from "./reporter-credit.ts";
import { type DecisionRequest, type DecisionResult, decisionRequestSchema } from "./schema.ts";

/** A request with its defaults, the strongest measure in front. */
type Ordered = z.output<typeof decisionRequestSchema>;

/**
 * Records a person's decision on the case they hold. Decision, item state, outbox rows, exposure and
 * audit entry commit together (invariant 4); the platform hears of it after the time to undo (invariant 6).
 * On a case of the prevalence sample the answer is a verdict on the sample; it is a decision too only where
 * it acts on an item that is up.
 * @throws DomainError conflict when the claim or version is not theirs any more (invariant 2), invalid
 */
export async function decideCase(
  viewer: Viewer,
  caseNumber: number,
  body: DecisionRequest,
  now = new Date(),
): Promise<DecisionResult> {
  assertCan(viewer, "cases:decide");
  const request = strongestFirst(decisionRequestSchema.parse(body));
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  if (request.policyCode !== null && !can(viewer, "cases:decide", { policy: request.policyCode }))
    throw new DomainError("forbidden", `You may not decide under ${request.policyCode}.`, {
      extra: { permission: "cases:decide" },
    });
  // The version that was on the reviewer's screen, read before the transaction: others wait for its locks.
  const policy = await findPolicy(caseNumber, request);
  return inTransaction(async (tx) => {
    const held = await closeHeldCase(tx, caseNumber, request.version, viewer.userId);
    if (!held) throw await caseConflict(tx, caseNumber, viewer.userId);
    if (held.purpose === "appeals")
      throw new DomainError("invalid", "An appeal is upheld or overturned; it is not decided anew.");
    if (held.purpose === "quality" && (await isSecondLook(tx, held.id)))
      throw new DomainError("invalid", "A second look is answered; it is not decided anew.");
    const silentUntil = new Date(now.getTime() + env().UNDO_SECONDS * 1000);
    const acts = held.purpose !== "prevalence" || (await judgeSample(tx, viewer, held.itemId, request, now));
    const decisionId = acts ? await record(tx, viewer, held, policy, request, now, silentUntil) : null;
    if (acts) await creditReporters(tx, held.itemId, request.action !== "allow", 1);
    const { id: caseId, severity, handleSeconds } = held;
    await recordExposure(
      tx,
      { userId: viewer.userId, caseId, severity, handleSeconds, reveals: request.reveals },
      now,
    );
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: acts ? "decision.made" : "sample.judged",
        subject: `item:${held.itemId}`,
        data: {
          decisionId,
          caseNumber,
          action: request.action,
          ...(request.measures.length > 0 && { measures: request.measures }),
          ...(request.strike && { strike: true }),
          policy: policy?.code,
          policyVersion: policy?.version,
        },
      },
    ]);
    return { decisionId, silentUntil: silentUntil.toISOString() };
  });
}

async function isSecondLook(tx: Tx, caseId: string): Promise<boolean> {
  const looks = await tx.secondLook.count({ where: { OR: [{ caseId }, { adjudicationCaseId: caseId }] } });
  return looks > 0;
}

/** The policy in force, or the retired one that this case was opened for. */
async function findPolicy(caseNumber: number, request: Ordered): Promise<PolicyInForce | null> {
  if (request.policyCode === null) return null;
  const policy =
    (await currentPolicies()).find(({ code }) => code === request.policyCode) ??
    (await retiredPolicyOfCase(db(), caseNumber, request.policyCode));
  if (!policy)
    throw new DomainError("invalid", "This policy is not in force any more.", {
      fields: [{ field: "policyCode", message: "not in force" }],
      extra: { reason: "policy_retired", policyCode: request.policyCode },
    });
  const problem = measureProblem(measuresOf(request), policy.allowedActions);
  if (problem) throw new DomainError("invalid", ...inWords(problem, policy));
  return policy;
}

/** All that a request does, its action first; nothing where it allows. */
function measuresOf({ action, hours, measures }: Ordered): Measure[] {
  return action === "allow" ? [] : [{ action, hours }, ...measures];
}

function strongestFirst(request: Ordered): Ordered {
  const [first, ...measures] = arrange(measuresOf(request));
  return first ? { ...request, ...first, measures } : request;
}

function inWords(
  problem: MeasureProblem,
  { code, allowedActions }: PolicyInForce,
): [string, { fields: FieldError[] }] {
  switch (problem.kind) {
    case "not_allowed":
      return [
        `${code} does not allow this action.`,
        { fields: [{ field: "action", message: `one of ${allowedActions.join(", ")}` }] },
      ];
    case "apart":
      return [
        `${problem.actions.join(" and ")} do not go together.`,
        { fields: [{ field: "measures", message: "exclude each other" }] },
      ];
    case "no_end":
      return [
        `${problem.action} does not end by itself.`,
        { fields: [{ field: "hours", message: "only for a limit or a suspension" }] },
      ];
  }
}

async function record(
  tx: Tx,
  viewer: Viewer,
  held: HeldCase,
  policy: PolicyInForce | null,
  request: Ordered,
  now: Date,
  silentUntil: Date,
): Promise<string> {
  const itemState = request.action === "allow" ? "allowed" : "actioned";
  const item = await tx.item.update({
    where: { id: held.itemId },
    data: { state: itemState, stateAt: now },
    select: {
      id: true,
      externalId: true,
      revision: true,
      signalSets: { select: { source: true, version: true } },
    },
  });
  const [decisionId = ""] = await recordDecisions(
    tx,
    [
      {
        item,
        caseId: held.id,
        policy,
        action: request.action,
        hours: request.hours,
        measures: request.measures,
        strike: request.strike,
        source: "person",
        actorId: viewer.userId,
        rationale: request.rationale,
        privateNote: request.privateNote,
        inForce: {
          thresholds: policy?.thresholds ?? null,
          models: item.signalSets.map((set) => `${set.source}/${set.version}`),
        },
        reversesId: null,
        handleSeconds: held.handleSeconds,
        notBefore: silentUntil,
        tellPlatform: true,
        itemState,
      },
    ],
    now,
  );
  return decisionId;
}
