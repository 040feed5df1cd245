"use client";

import { useSyncExternalStore } from "react";

/** Whether single letters command (WCAG 2.1.4 asks for a way to turn them off). Kept in this browser. */
const STORAGE_KEY = "docket.single-keys";
const listeners = new Set<() => void>();

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
  } catch {
    // Storage is blocked: the choice lasts for this page only where it can, and the default holds.
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    singleKeysOn,
    () => true,
  );
}
