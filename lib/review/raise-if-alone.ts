import { watchEscalations } from "#lib/escalation/index.ts";
import type { Destination } from "#lib/escalation/view.ts";
import { log } from "#lib/log.ts";

/** Raises the alarm at once where a case went to nobody; the worker would within its round. */
export async function raiseIfAlone({ queue, away }: Destination): Promise<void> {
  if (queue && !away) return;
  // The escalation stands whatever becomes of this.
  await watchEscalations().catch((error) => log().error({ err: error }, "escalation alarms"));
}
