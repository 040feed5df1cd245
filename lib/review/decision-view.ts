import type { Prisma } from "#lib/db/index.ts";
import { actionSchema } from "#lib/policy/index.ts";
import type { DecisionView } from "./schema.ts";

/** What must be loaded with a decision to show it. */
export const decisionInclude = {
  actor: { select: { name: true } },
  policyVersion: { select: { version: true, policy: { select: { code: true } } } },
  reversedBy: { select: { id: true } },
  enforcements: { select: { notBefore: true }, take: 1 },
} satisfies Prisma.DecisionInclude;

export type DecisionRow = Prisma.DecisionGetPayload<{ include: typeof decisionInclude }>;

/** A decision as pages show it. */
export function toDecisionView(row: DecisionRow): DecisionView {
  return {
    id: row.id,
    action: actionSchema.parse(row.action),
    source: row.source,
    actorName: row.actor?.name ?? null,
    policyCode: row.policyVersion?.policy.code ?? null,
    policyVersion: row.policyVersion?.version ?? null,
    rationale: row.rationale,
    reversesId: row.reversesId,
    reversedById: row.reversedBy?.id ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
