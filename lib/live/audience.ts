import { can, type Viewer } from "#lib/auth/permissions.ts";
import type { LiveMessage } from "./message.ts";
import type { LiveEvent } from "./schema.ts";

/**
 * What one person is told of an event; null when it is not theirs to know.
 * @param queue slug of the event's queue; null when the event names none, undefined when there is no such queue
 */
export function messageFor(
  viewer: Pick<Viewer, "userId" | "grants">,
  event: LiveEvent,
  queue: string | null | undefined,
): LiveMessage | null {
  if (event.userId !== undefined && event.userId !== viewer.userId) return null;
  if (queue === undefined) return null;
  const subject =
    queue === null ? {} : { queue, ...(event.policyCode !== undefined && { policy: event.policyCode }) };
  const permission = event.permission ?? (queue === null ? "self:edit" : "queues:read");
  if (!can(viewer, permission, subject)) return null;
  const { topic, caseNumber, version, area } = event;
  return { topic, ...(queue !== null && { queue }), caseNumber, version, area };
}
