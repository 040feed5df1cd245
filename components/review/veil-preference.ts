"use client";

import { useSyncExternalStore } from "react";
import { HEAVY_SEVERITY } from "./severity-tone.ts";

/** Whether text is veiled for every case or only for severe ones. Kept in this browser: it is a person's own care. */
export type VeilPreference = "severe" | "always";
const STORAGE_KEY = "docket.veil";
const listeners = new Set<() => void>();

function read(): VeilPreference {
  try {
    return localStorage.getItem(STORAGE_KEY) === "always" ? "always" : "severe";
  } catch {
    return "severe";
  }
}

export function setVeilPreference(preference: VeilPreference): void {
  try {
    localStorage.setItem(STORAGE_KEY, preference);
  } catch {
    // Storage is blocked: severe content stays veiled all the same.
  }
  for (const listener of listeners) listener();
}

export function useVeilPreference(): VeilPreference {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => "severe",
  );
}

export function isVeiled(severity: number, preference: VeilPreference): boolean {
  return preference === "always" || severity >= HEAVY_SEVERITY;
}
