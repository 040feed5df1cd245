import { Prisma, type Tx } from "#lib/db/index.ts";
import type { Plan } from "./plan-escalation.ts";
import { TIER } from "./tier.ts";

/**
 * The columns that take a case along a plan, for the SET of an UPDATE of `cases`: it is free again, due by the
 * earlier of its own time and the path's. Without a queue it stays where it is, before all others.
 *
 * An item has at most one open case of a purpose; one whose item is escalated already moves under the purpose it has.
 */
export function alongPlan({ queue, dueMinutes }: Plan, emergency: boolean): Prisma.Sql {
  const tier = emergency ? TIER.emergency : queue ? TIER.usual : TIER.stranded;
  const moved = queue
    ? Prisma.sql`queue_id = ${queue.id}::uuid, purpose = CASE WHEN EXISTS (
        SELECT 1 FROM cases other WHERE other.item_id = cases.item_id AND other.id <> cases.id
          AND other.state = 'open' AND other.purpose = 'escalation') THEN purpose ELSE 'escalation' END,`
    : Prisma.empty;
  return Prisma.sql`${moved} tier = least(CASE tier WHEN ${TIER.emergency} THEN tier ELSE ${TIER.usual} END, ${tier}),
    due_at = least(due_at, now() + make_interval(mins => ${dueMinutes})),
    claimed_by_id = NULL, claimed_at = NULL, claim_expires_at = NULL, version = version + 1`;
}

/** Takes a free case on, if it is still as it was. @returns whether it was */
export async function moveFreeCase(
  tx: Tx,
  number: number,
  plan: Plan & { queue: NonNullable<Plan["queue"]> },
  emergency: boolean,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE cases SET ${alongPlan(plan, emergency)}
    WHERE number = ${number} AND state = 'open' AND (claim_expires_at IS NULL OR claim_expires_at <= now())`;
  return count === 1;
}
