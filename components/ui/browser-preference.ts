"use client";

import { useSyncExternalStore } from "react";

/** A choice of one person in one browser; `use` follows it in every open part of the page. */
export type BrowserPreference<T extends string> = { set: (value: T) => void; use: () => T };

/**
 * A preference kept in this browser's storage.
 * @param values what can be chosen; the first holds until something is
 * @param onSet told of every choice, after it is kept and before the page follows
 */
export function browserPreference<T extends string>(
  key: string,
  values: readonly [T, ...T[]],
  onSet: (value: T) => void = () => undefined,
): BrowserPreference<T> {
  const listeners = new Set<() => void>();
  // What was chosen holds for this page even where storage is blocked.
  let chosen: T | null = null;
  const read = (): T => {
    try {
      return values.find((value) => value === localStorage.getItem(key)) ?? chosen ?? values[0];
    } catch {
      return chosen ?? values[0];
    }
  };
  return {
    set(value) {
      chosen = value;
      try {
        localStorage.setItem(key, value);
      } catch {
        // Not kept for the next page.
      }
      onSet(value);
      for (const listener of listeners) listener();
    },
    use: () =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        read,
        () => values[0],
      ),
  };
}
