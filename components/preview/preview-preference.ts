"use client";

import { useSyncExternalStore } from "react";
import { stopPreview } from "./preview-store.ts";

/** Whether this browser may run the model itself. Kept in this browser: it is about this machine. */
export type PreviewPreference = "on" | "off";
const STORAGE_KEY = "docket.preview";
const listeners = new Set<() => void>();

function read(): PreviewPreference {
  try {
    return localStorage.getItem(STORAGE_KEY) === "off" ? "off" : "on";
  } catch {
    return "on";
  }
}

export function setPreviewPreference(preference: PreviewPreference): void {
  try {
    localStorage.setItem(STORAGE_KEY, preference);
  } catch {
    // Storage is blocked: the default holds.
  }
  if (preference === "off") stopPreview();
  for (const listener of listeners) listener();
}

export function usePreviewPreference(): PreviewPreference {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => "on",
  );
}
