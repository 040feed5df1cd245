/** The path of every policy that has none of its own. */
export const DEFAULT_PATH = "default";
/** The path of a case in which a life is threatened. */
export const EMERGENCY_PATH = "emergency";

/** The id of a policy's own path. */
export const pathId = (policyCode: string) => `policy:${policyCode}`;

/** Minutes to an emergency's due time where no path says it. */
export const EMERGENCY_MINUTES = 15;

export interface EscalationQueue {
  id: string;
  slug: string;
  name: { en: string; fa: string };
  slaMinutes: number;
}

/** A path as it is stored; without a queue it says nothing. */
export interface StoredPath {
  id: string;
  queueId: string | null;
  dueMinutes: number;
}

/** Queues a case may go to, the wanted one first, and how long it may take whichever of them it is. */
export interface Route {
  queues: EscalationQueue[];
  dueMinutes: number;
}

/**
 * Where a case of this policy goes when it is escalated, or as an emergency. A path that leads nowhere any more is
 * passed over; where none is left, the first escalation queue has it. No queues: there is nowhere to go.
 * @param queues escalation queues in use, in the order of the rail
 */
export function routeOf(
  paths: readonly StoredPath[],
  queues: readonly EscalationQueue[],
  wanted: { policyCode: string | null; emergency: boolean },
): Route {
  const policy = wanted.policyCode === null ? [] : [pathId(wanted.policyCode)];
  const ids = wanted.emergency ? [EMERGENCY_PATH, DEFAULT_PATH] : [...policy, DEFAULT_PATH];
  const steps = ids.flatMap((id) => {
    const path = paths.find((one) => one.id === id);
    const queue = queues.find((one) => one.id === path?.queueId);
    return path && queue ? [{ id, queue, minutes: path.dueMinutes }] : [];
  });
  const [first] = steps;
  const reached = [...steps.map(({ queue }) => queue), ...queues.slice(0, 1)];
  const own = wanted.emergency && first?.id !== EMERGENCY_PATH ? EMERGENCY_MINUTES : first?.minutes;
  return {
    queues: reached.filter((queue, at) => reached.findIndex(({ id }) => id === queue.id) === at),
    dueMinutes: own ?? reached[0]?.slaMinutes ?? 0,
  };
}
