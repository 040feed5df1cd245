import { v7 as uuidv7 } from "uuid";
import type { Tx } from "#lib/db/index.ts";
import { type AppealOutcome, type EnforcementPayload, queueEnforcements } from "#lib/enforcement/index.ts";
import type { Action } from "#lib/policy/index.ts";
import { drawSecondLooks, secureRandom } from "#lib/quality/draw-looks.ts";
import {
  appealUrl,
  type RestrictingDecision,
  type Statement,
  writeStatements,
} from "#lib/statements/index.ts";
import type { Random } from "#lib/training/seeded-random.ts";
import { openCases } from "./open-cases.ts";

export interface NewDecision {
  item: { id: string; externalId: string; revision: number };
  caseId: string | null;
  policy: { policyVersionId: string; code: string; version: number; title: string } | null;
  action: Action;
  source: "person" | "automation";
  actorId: string | null;
  rationale: string;
  /** Thresholds and model versions in force (invariant 9). */
  inForce: {
    thresholds: { automatic: number | null; review: number } | null;
    models: string[];
    /** `<rule id>/<version>` of the rules that led to it. */
    rules?: string[];
  };
  reversesId: string | null;
  handleSeconds: number | null;
  /** Until then the platform does not hear of it. */
  notBefore: Date;
  /** False for a reversal of what the platform never heard of. */
  tellPlatform: boolean;
  /** The item's state after this decision. */
  itemState: "allowed" | "actioned" | "in_review";
  /** The appeal that brought this reversal. */
  appeal?: AppealOutcome;
}

/**
 * Appends decisions with what belongs to them, outbox rows and the statements of reasons of those that restrict
 * (invariant 4). People's decisions may be drawn for a second look, by `random`. @returns the decisions' ids in the order given
 */
export async function recordDecisions(
  tx: Tx,
  decisions: NewDecision[],
  now: Date,
  random: Random = secureRandom,
): Promise<string[]> {
  if (decisions.length === 0) return [];
  const rows = decisions.map((decision) => ({ id: uuidv7(), decision }));
  await tx.decision.createMany({
    data: rows.map(({ id, decision }) => ({
      id,
      itemId: decision.item.id,
      caseId: decision.caseId,
      policyVersionId: decision.policy?.policyVersionId ?? null,
      action: decision.action,
      source: decision.source,
      actorId: decision.actorId,
      rationale: decision.rationale,
      inForce: decision.inForce,
      reversesId: decision.reversesId,
      handleSeconds: decision.handleSeconds,
      createdAt: now,
    })),
  });
  const statements = await writeStatements(
    tx,
    rows.flatMap(({ id, decision }) => restricting(id, decision)),
    now,
  );
  await queueEnforcements(
    tx,
    rows
      .filter(({ decision }) => decision.tellPlatform)
      .map(({ id, decision }) => ({
        decisionId: id,
        itemId: decision.item.id,
        payload: toPayload(id, decision, statements.get(id), now),
        notBefore: decision.notBefore,
      })),
  );
  const byPeople = rows.filter(({ decision }) => decision.source === "person" && decision.caseId !== null);
  if (byPeople.length > 0)
    await drawSecondLooks(
      tx,
      byPeople.map(({ id }) => id),
      openCases,
      random,
      now,
    );
  return rows.map(({ id }) => id);
}

function restricting(id: string, decision: NewDecision): RestrictingDecision[] {
  const { action, policy } = decision;
  if (action === "allow" || !policy) return [];
  const { caseId, source, inForce } = decision;
  return [
    {
      id,
      itemId: decision.item.id,
      caseId,
      policyVersionId: policy.policyVersionId,
      action,
      source,
      models: inForce.models,
    },
  ];
}

function toPayload(
  id: string,
  decision: NewDecision,
  statement: Statement | undefined,
  now: Date,
): EnforcementPayload {
  const { item, policy, appeal } = decision;
  return {
    type: decision.reversesId ? "decision.reversed" : "decision.made",
    timestamp: now.toISOString(),
    data: {
      decision: {
        id,
        action: decision.action,
        source: decision.source,
        rationale: decision.rationale,
        reverses: decision.reversesId,
      },
      item: { id: item.id, externalId: item.externalId, revision: item.revision, state: decision.itemState },
      policy: policy && { code: policy.code, version: policy.version, title: policy.title },
      ...(statement && { statement, appealUrl: appealUrl(id, now) }),
      ...(appeal && { appeal }),
    },
  };
}
