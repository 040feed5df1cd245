"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** "⌘" on Apple machines, "Ctrl" elsewhere; the server, which cannot know, says Ctrl. */
export function useCommandKeyName(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
