import { setTimeout as wait } from "node:timers/promises";
import { deliverDue } from "#lib/enforcement/index.ts";
import { log } from "#lib/log.ts";

/** Deliveries under way at once, and how often an empty outbox is looked at. */
const BATCH = 20;
const IDLE_MS = 500;

/** Sends what is due for as long as the worker runs; the outbox table itself is the queue. */
export function handleDeliveries(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const result = await deliverDue(BATCH).catch((error) => {
        log().error({ err: error }, "deliveries");
        return { taken: 0, dead: 0 };
      });
      if (result.dead > 0) log().warn({ dead: result.dead }, "deliveries given up");
      if (result.taken < BATCH)
        await wait(IDLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
