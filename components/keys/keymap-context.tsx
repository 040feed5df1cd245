"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useCommandKeyName } from "#components/shell/use-command-key-name.ts";
import type { MyKeys } from "#lib/keys/schema.ts";
import { printedKey } from "./chord.ts";
import type { Command, Scope } from "./keymap.ts";
import { type Keymap, mergeKeymap, type Overrides } from "./overrides.ts";

const KeymapContext = createContext<Keymap>(mergeKeymap({}));

/** The person's keys, from the server first; a change on the page Keys reaches every hint at once. */
export function KeymapProvider({ initial, children }: { initial: MyKeys; children: ReactNode }) {
  const { overrides } = useMyKeys(initial);
  const keymap = useMemo(() => mergeKeymap(overrides as Overrides), [overrides]);
  return <KeymapContext value={keymap}>{children}</KeymapContext>;
}

export function useMyKeys(initial?: MyKeys): MyKeys {
  const { data } = useQuery({
    queryKey: queryKeys.myKeys(),
    queryFn: () => request<MyKeys>("/api/console/me/keys"),
    staleTime: 60_000,
    ...(initial ? { initialData: initial } : {}),
  });
  return data ?? NONE;
}
const NONE: MyKeys = { overrides: {}, revision: 0 };

/** The keys in force for this person, by scope and command. */
export const useKeymap = (): Keymap => useContext(KeymapContext);

/** Prints the key of a command as this person has it; empty when none does it. */
export function useKeyLabel(): <S extends Scope>(scope: S, command: Command<S>) => string {
  const keymap = useKeymap();
  const commandKey = useCommandKeyName();
  return (scope, command) => printedKey(keymap[scope][command], commandKey);
}
