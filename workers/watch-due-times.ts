import { setTimeout as wait } from "node:timers/promises";
import { log } from "#lib/log.ts";
import { recordBreaches } from "#lib/review/index.ts";

/** Due times are promised in minutes. */
const EVERY_MS = 60_000;

/** Counts what becomes late for as long as the worker runs. */
export function handleDueTimes(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const late = await recordBreaches().catch((error) => {
        log().error({ err: error }, "due times");
        return 0;
      });
      if (late > 0) log().warn({ late }, "cases were not decided in time");
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
