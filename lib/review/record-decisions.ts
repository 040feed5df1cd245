import { v7 as uuidv7 } from "uuid";
import type { Tx } from "#lib/db/index.ts";
import { type AppealOutcome, type EnforcementPayload, queueEnforcements } from "#lib/enforcement/index.ts";
import { type Action, type Measure, measureSchema, type Restriction } from "#lib/policy/index.ts";
import { drawSecondLooks, secureRandom } from "#lib/quality/draw-looks.ts";
import {
  appealUrl,
  type RestrictingDecision,
  type Statement,
  writeStatements,
} from "#lib/statements/index.ts";
import { type GivenStrike, giveStrikes, type NewStrike, takeStrikesBack } from "#lib/strikes/index.ts";
import type { Random } from "#lib/training/seeded-random.ts";
import { openCases } from "./open-cases.ts";

export interface NewDecision {
  item: { id: string; externalId: string; revision: number };
  caseId: string | null;
  policy: { policyVersionId: string; code: string; version: number; title: string; severity?: number } | null;
  action: Action;
  /** How long the action holds, hours; for good where absent. */
  hours?: number | null;
  /** What goes with the action. */
  measures?: Measure[];
  /** Gives the author a strike under the policy, which then names its severity. */
  strike?: boolean;
  source: "person" | "automation";
  actorId: string | null;
  /** For the author. */
  rationale: string;
  /** For colleagues alone. */
  privateNote?: string;
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
 * Appends decisions with what belongs to them (invariant 4): the strikes they give or, as reversals, take back, the
 * statements of reasons of those that restrict, and outbox rows. People's decisions may be drawn for a second look,
 * by `random`. @returns the decisions' ids in the order given
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
      hours: decision.hours ?? null,
      measures: decision.measures ?? [],
      source: decision.source,
      actorId: decision.actorId,
      rationale: decision.rationale,
      privateNote: decision.privateNote ?? "",
      inForce: decision.inForce,
      reversesId: decision.reversesId,
      handleSeconds: decision.handleSeconds,
      createdAt: now,
    })),
  });
  const strikes = await giveStrikes(
    tx,
    rows.flatMap(({ id, decision }) => striking(id, decision)),
    now,
  );
  const reversals = rows.flatMap(({ id, decision: { reversesId } }) =>
    reversesId === null ? [] : [{ decisionId: id, reversesId }],
  );
  await takeStrikesBack(tx, reversals, now);
  const ended = await measuresOf(
    tx,
    reversals.map(({ reversesId }) => reversesId),
  );
  const statements = await writeStatements(
    tx,
    rows.flatMap(({ id, decision }) => restricting(id, decision, strikes.get(id))),
    now,
  );
  await queueEnforcements(
    tx,
    rows
      .filter(({ decision }) => decision.tellPlatform)
      .map(({ id, decision }) => ({
        decisionId: id,
        itemId: decision.item.id,
        payload: toPayload(id, decision, statements.get(id), strikes.get(id), ended, now),
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

function striking(id: string, { strike, policy, item }: NewDecision): NewStrike[] {
  if (!strike || !policy?.severity) return [];
  return [{ decisionId: id, itemId: item.id, policyCode: policy.code, severity: policy.severity }];
}

/** Everything that decisions did: the action and what went with it. */
async function measuresOf(tx: Tx, ids: string[]): Promise<Map<string, Restriction[]>> {
  if (ids.length === 0) return new Map();
  const decisions = await tx.decision.findMany({
    where: { id: { in: ids } },
    select: { id: true, action: true, hours: true, measures: true },
  });
  return new Map(
    decisions.map(({ id, action, hours, measures }) => [
      id,
      action === "allow"
        ? []
        : measureSchema
            .array()
            .parse([{ action, hours }, ...measureSchema.array().parse(measures)])
            .map((measure) => measure.action),
    ]),
  );
}

function restricting(
  id: string,
  decision: NewDecision,
  strike: GivenStrike | undefined,
): RestrictingDecision[] {
  const { action, policy } = decision;
  if (action === "allow" || !policy) return [];
  const { caseId, source, inForce } = decision;
  return [
    {
      id,
      itemId: decision.item.id,
      caseId,
      policyVersionId: policy.policyVersionId,
      measures: [{ action, hours: decision.hours ?? null }, ...(decision.measures ?? [])],
      strike: strike ?? null,
      rationale: decision.rationale,
      source,
      models: inForce.models,
    },
  ];
}

/** When a measure that holds for so many hours ends. */
export function endOf(hours: number | null | undefined, from: Date): string | null {
  return hours ? new Date(from.getTime() + hours * 3_600_000).toISOString() : null;
}

function toPayload(
  id: string,
  decision: NewDecision,
  statement: Statement | undefined,
  strike: GivenStrike | undefined,
  ended: ReadonlyMap<string, Restriction[]>,
  now: Date,
): EnforcementPayload {
  const { item, policy, appeal, reversesId } = decision;
  return {
    type: reversesId ? "decision.reversed" : "decision.made",
    timestamp: now.toISOString(),
    data: {
      decision: {
        id,
        action: decision.action,
        until: endOf(decision.hours, now),
        measures: (decision.measures ?? []).map(({ action, hours }) => ({
          action,
          until: endOf(hours, now),
        })),
        strike: strike ? { policy: strike.policyCode, expiresAt: strike.expiresAt.toISOString() } : null,
        source: decision.source,
        rationale: decision.rationale,
        reverses: reversesId,
        ...(reversesId && { takesBack: ended.get(reversesId) ?? [] }),
      },
      item: { id: item.id, externalId: item.externalId, revision: item.revision, state: decision.itemState },
      policy: policy && { code: policy.code, version: policy.version, title: policy.title },
      ...(statement && { statement, appealUrl: appealUrl(id, now) }),
      ...(appeal && { appeal }),
    },
  };
}
