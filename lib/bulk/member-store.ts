import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import type { MemberState } from "./schema.ts";

const membersSchema = z.array(
  z.object({
    itemId: z.string(),
    caseId: z.string().nullable(),
    caseVersion: z.number().nullable(),
    decisionId: z.string().nullable(),
  }),
);
export type Member = z.infer<typeof membersSchema>[number];

/** The next members in a state; the caller holds the action's row, so nobody else has them. */
export async function nextMembers(
  tx: Tx,
  bulkId: string,
  state: "waiting" | "decided",
  count: number,
): Promise<Member[]> {
  const rows = await tx.bulkMember.findMany({
    where: { bulkId, state },
    orderBy: { position: "asc" },
    take: count,
    select: { itemId: true, caseId: true, caseVersion: true, decisionId: true },
  });
  return membersSchema.parse(rows);
}

export interface MemberChange {
  itemId: string;
  state: MemberState;
  reason?: string;
  decisionId?: string;
}

/** Writes what became of members; one that another worker has moved on meanwhile is left as it is. */
export async function moveMembers(
  tx: Tx,
  bulkId: string,
  from: "waiting" | "decided",
  changes: MemberChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ itemId, state, reason, decisionId }) => ({
    item: itemId,
    state,
    reason: reason ?? null,
    decision: decisionId ?? null,
  }));
  await tx.$executeRaw`
    UPDATE bulk_members m SET state = x.state::bulk_member_state, reason = x.reason, decision_id = coalesce(x.decision, m.decision_id)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(item uuid, state text, reason text, decision uuid)
    WHERE m.bulk_id = ${bulkId}::uuid AND m.item_id = x.item AND m.state = ${from}::bulk_member_state`;
}
