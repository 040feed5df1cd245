import { serverNow } from "./server-clock.ts";

/** One timer for every clock on the page, aligned to whole seconds so that they change together. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;
let now = 0;

function tick(): void {
  now = serverNow();
  timer = setTimeout(tick, 1000 - (now % 1000));
  for (const listener of listeners) listener();
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
  };
}

/** The last whole tick; the same value between ticks, as useSyncExternalStore asks. */
export function currentTick(): number {
  if (now === 0) now = serverNow();
  return now;
}
