"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";
import { currentTick, subscribe } from "./ticker.ts";

/** Server time in milliseconds, every second. The first paint uses the request's time, as the server did. */
export function useClock(): number {
  const requestTime = useNow().getTime();
  return useSyncExternalStore(subscribe, currentTick, () => requestTime);
}
