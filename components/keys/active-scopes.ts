"use client";

import { useSyncExternalStore } from "react";
import type { Scope } from "./keymap.ts";

/** Which scopes listen on this page now, with the commands they answer: the `?` overlay shows these. */
export type ActiveScope = { scope: Scope; commands: readonly string[] };

/** What a part of the page announces: its commands, and how to run one without its key. */
type Announced = ActiveScope & { run: (command: string) => void };

const active = new Map<symbol, Announced>();
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
  // Said on the page too, for whoever presses keys there by program: before hydration no key is heard.
  document.documentElement.dataset.keys = snapshot
    .flatMap(({ scope, commands: names }) => names.map((name) => `${scope}.${name}`))
    .join(" ");
  for (const listener of listeners) listener();
}

export function announceScope(entry: Announced): () => void {
  const id = Symbol(entry.scope);
  active.set(id, entry);
  publish();
  return () => {
    active.delete(id);
    publish();
  };
}

/** Does what the key of this command would do now; nothing where no part of the page answers it any more. */
export function runCommand(scope: Scope, command: string): void {
  [...active.values()]
    .findLast((entry) => entry.scope === scope && entry.commands.includes(command))
    ?.run(command);
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
