"use client";

import { useEffect, useSyncExternalStore } from "react";

/** The queue that the page in view belongs to, where its address does not say so: the desk tells the rail. */
let current: string | null = null;
const listeners = new Set<() => void>();

function set(slug: string | null): void {
  current = slug;
  for (const listener of listeners) listener();
}

export function useAnnounceQueue(slug: string): void {
  useEffect(() => {
    set(slug);
    return () => set(null);
  }, [slug]);
}

export function useCurrentQueue(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => null,
  );
}
