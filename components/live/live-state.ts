"use client";

import { useSyncExternalStore } from "react";

/**
 * How this browser hears of changes.
 * - `none`: the server's rendering, before the page is alive
 * - `connecting`: not yet, or for a moment not
 * - `live`: at once
 * - `polling`: the server answers but cannot tell; the page asks every few seconds
 * - `offline`: the server does not answer; it is tried again
 * - `signed-out`: the session has ended
 */
export type LiveState = "none" | "connecting" | "live" | "polling" | "offline" | "signed-out";

let state: LiveState = "connecting";
const listeners = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => "none",
  );
}

/** While changes are told at once, asking is only the net below. */
const NET_MS = 60_000;

/** The refetch interval of a list that live updates keep fresh: `ms` while they do not. */
export function useLiveInterval(ms: number): number {
  return useLiveState() === "live" ? NET_MS : ms;
}
