"use client";

import { useSyncExternalStore } from "react";
import type { Scope } from "./keymap.ts";

/** Which scopes listen on this page now, with the commands they answer: the `?` overlay shows these. */
export type ActiveScope = { scope: Scope; commands: readonly string[] };

const active = new Map<symbol, ActiveScope>();
const listeners = new Set<() => void>();
let snapshot: readonly ActiveScope[] = [];
const none: readonly ActiveScope[] = [];

function publish(): void {
  const merged = new Map<Scope, ActiveScope>();
  for (const { scope, commands } of active.values()) {
    const before = merged.get(scope)?.commands ?? [];
    merged.set(scope, { scope, commands: [...new Set([...before, ...commands])] });
  }
  snapshot = [...merged.values()];
  for (const listener of listeners) listener();
}

export function announceScope(entry: ActiveScope): () => void {
  const id = Symbol(entry.scope);
  active.set(id, entry);
  publish();
  return () => {
    active.delete(id);
    publish();
  };
}

export function useActiveScopes(): readonly ActiveScope[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
    () => none,
  );
}
