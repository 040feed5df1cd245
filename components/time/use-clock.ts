"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";
import { currentTick, subscribe } from "./ticker.ts";

/**
 * A value that follows server time (milliseconds), looked at every second; the component renders again only
 * when the value changes. The first paint uses the request's time, as the server did.
 */
export function useClock<T extends string | number>(at: (now: number) => T): T {
  const requestTime = useNow().getTime();
  return useSyncExternalStore(
    subscribe,
    () => at(currentTick()),
    () => at(requestTime),
  );
}
