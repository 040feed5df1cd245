/** An escalation path as a fresh installation gets it; ids as in lib/escalation/path.ts. */
export interface SeedPath {
  id: string;
  queueSlug: string;
  dueMinutes: number;
}

/**
 * Where escalations go at first, and how soon somebody looks: a quarter of an hour where a life is threatened, half
 * an hour for self-harm, an hour for threats of violence, half a working day for the rest.
 */
export const SEED_PATHS: readonly SeedPath[] = [
  { id: "default", queueSlug: "escalations", dueMinutes: 240 },
  { id: "emergency", queueSlug: "escalations", dueMinutes: 15 },
  { id: "policy:C-1", queueSlug: "escalations", dueMinutes: 30 },
  { id: "policy:V-1", queueSlug: "escalations", dueMinutes: 60 },
];

/** Rows of escalation_paths, for queues that there are. */
export function seedPathRows(queues: readonly { id: string; slug: string }[]) {
  return SEED_PATHS.flatMap(({ id, queueSlug, dueMinutes }) => {
    const queue = queues.find(({ slug }) => slug === queueSlug);
    return queue ? [{ id, queueId: queue.id, dueMinutes }] : [];
  });
}
