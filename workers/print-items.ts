import { setImmediate as breathe } from "node:timers/promises";
import { printItems } from "#lib/known-content/index.ts";
import { log } from "#lib/log.ts";

/** Items from before near-duplicates were looked up get their prints, once, beside all other work. */
export function printOldItems(): { stop: () => Promise<void> } {
  let stopped = false;
  const running = (async () => {
    let after: string | null = null;
    let count = 0;
    do {
      const done = await printItems(after);
      after = done.last;
      count += done.count;
      await breathe();
    } while (after !== null && !stopped);
    if (count > 0) log().info({ count }, "items from before can be found again");
  })().catch((error) => log().error({ err: error }, "prints of items"));
  return {
    stop: () => {
      stopped = true;
      return running;
    },
  };
}
