import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { measureSchema } from "#lib/policy/index.ts";
import { endOf } from "#lib/review/index.ts";
import { appealDeadline, appealUrl, statementSchema } from "#lib/statements/index.ts";
import type { ItemView } from "./schema.ts";

const valuesSchema = z.record(z.string(), z.number());

/**
 * The current revision of an item: its state, every decision on it, its signals.
 * @throws DomainError not_found
 */
export async function getItem(externalId: string): Promise<ItemView> {
  const item = await db().item.findFirst({
    where: { externalId },
    orderBy: { lastSeenAt: "desc" },
    include: {
      decisions: {
        orderBy: { createdAt: "asc" },
        include: {
          policyVersion: { include: { policy: true } },
          statement: true,
          appeal: true,
          strike: { include: { takenBackBy: true } },
        },
      },
      signalSets: { orderBy: { createdAt: "asc" } },
    },
  });
  if (!item) throw new DomainError("not_found", "There is no item with this id.");
  return {
    id: item.id,
    externalId: item.externalId,
    kind: item.kind,
    revision: item.revision,
    contentHash: item.contentHash,
    state: item.state,
    stateAt: item.stateAt.toISOString(),
    receivedAt: item.receivedAt.toISOString(),
    decisions: item.decisions.map((decision) => ({
      id: decision.id,
      action: decision.action,
      until: endOf(decision.hours, decision.createdAt),
      measures: measureSchema
        .array()
        .parse(decision.measures)
        .map(({ action, hours }) => ({ action, until: endOf(hours, decision.createdAt) })),
      strike: decision.strike?.expiresAt
        ? {
            policy: decision.strike.policyCode,
            expiresAt: decision.strike.expiresAt.toISOString(),
            takenBack: decision.strike.takenBackBy !== null,
          }
        : null,
      source: decision.source,
      policy: decision.policyVersion && {
        code: decision.policyVersion.policy.code,
        version: decision.policyVersion.version,
      },
      reverses: decision.reversesId,
      createdAt: decision.createdAt.toISOString(),
      statement: decision.statement && statementSchema.parse(decision.statement.content),
      appealUrl:
        decision.statement && appealDeadline(decision.createdAt) > new Date()
          ? appealUrl(decision.id, decision.createdAt)
          : null,
      appeal: decision.appeal && {
        state: decision.appeal.state,
        filedAt: decision.appeal.filedAt.toISOString(),
      },
    })),
    signals: item.signalSets.map((set) => ({
      source: set.source,
      version: set.version,
      provider: set.provider,
      values: valuesSchema.parse(set.values),
    })),
  };
}
