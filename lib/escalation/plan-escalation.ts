import type { Tx } from "#lib/db/index.ts";
import { type EscalationQueue, type Route, routeOf } from "./path.ts";
import { type Person, staffingOf } from "./staff.ts";
import { escalationQueues, loadSettings, loadStaff, storedPaths } from "./store.ts";

/** Where an escalation goes. */
export interface Plan {
  /** Null: nowhere is anybody who may decide it. */
  queue: EscalationQueue | null;
  /** From now to its due time, whichever queue it goes to. */
  dueMinutes: number;
  /** Nobody who may decide it there has been at work for a while. */
  away: boolean;
}

/** All that plans are made of, read once for many cases. */
export interface Means {
  routeOf: (wanted: { policyCode: string | null; emergency: boolean }) => Route;
  people: Person[];
  awayMinutes: number;
}

export async function readMeans(tx: Tx): Promise<Means> {
  const paths = await storedPaths(tx);
  const queues = await escalationQueues(tx);
  const people = await loadStaff(tx);
  const { awayMinutes } = await loadSettings(tx);
  return { people, awayMinutes, routeOf: (wanted) => routeOf(paths, queues, wanted) };
}

/**
 * The first queue on the way in which somebody may decide the case. That all of them are away keeps it from nowhere:
 * the right queue at night is still the right queue, and an alarm says that nobody is there.
 */
export function planWith(
  means: Means,
  wanted: { policyCode: string | null; emergency: boolean },
  now: Date,
): Plan {
  const { queues, dueMinutes } = means.routeOf(wanted);
  const { people, awayMinutes } = means;
  for (const queue of queues) {
    const staffing = staffingOf(people, queue.slug, wanted.policyCode, awayMinutes, now);
    if (staffing !== "nobody") return { queue, dueMinutes, away: staffing === "away" };
  }
  return { queue: null, dueMinutes, away: false };
}

/** Where a case of this policy would go now. */
export async function planEscalation(
  tx: Tx,
  wanted: { policyCode: string | null; emergency: boolean },
  now = new Date(),
): Promise<Plan> {
  return planWith(await readMeans(tx), wanted, now);
}
