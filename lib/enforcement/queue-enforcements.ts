import type { Tx } from "#lib/db/index.ts";
import type { EnforcementPayload } from "./schema.ts";

export interface NewEnforcement {
  decisionId: string;
  itemId: string;
  payload: EnforcementPayload;
  notBefore: Date;
}

/** Writes the outbox rows of decisions, one per enabled endpoint, in the decisions' own transaction (invariant 4). */
export async function queueEnforcements(tx: Tx, enforcements: NewEnforcement[]): Promise<void> {
  if (enforcements.length === 0) return;
  const endpoints = await tx.webhookEndpoint.findMany({ where: { enabled: true }, select: { id: true } });
  const data = enforcements.flatMap((enforcement) =>
    endpoints.map((endpoint) => ({ ...enforcement, endpointId: endpoint.id })),
  );
  if (data.length > 0) await tx.enforcement.createMany({ data });
}
