import { setTimeout as wait } from "node:timers/promises";
import { log } from "#lib/log.ts";
import { watchRates } from "#lib/rules/index.ts";

/** A day is compared with a week: looking every five minutes is soon enough. */
const EVERY_MS = 5 * 60_000;

/** Watches the rates of rules for as long as the worker runs. */
export function handleRuleRates(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const alarms = await watchRates().catch((error) => {
        log().error({ err: error }, "rule rates");
        return 0;
      });
      if (alarms > 0) log().warn({ alarms }, "rules hit more or less often than they used to");
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
