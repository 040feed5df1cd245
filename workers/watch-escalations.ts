import { setTimeout as wait } from "node:timers/promises";
import { watchEscalations } from "#lib/escalation/index.ts";
import { log } from "#lib/log.ts";

/** The shortest path is a minute long. */
const EVERY_MS = 15_000;

/** Looks for escalations that reach nobody for as long as the worker runs. */
export function handleEscalations(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const { raised } = await watchEscalations().catch((error) => {
        log().error({ err: error }, "escalations");
        return { raised: 0 };
      });
      if (raised > 0) log().warn({ raised }, "escalations reach nobody");
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
