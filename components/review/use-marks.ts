"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { explainHere } from "#components/preview/preview-store.ts";
import type { CaseView, Explanation } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { queryKeys } from "./query-keys.ts";
import { signalToExplain } from "./signal-to-explain.ts";

export type Marks = {
  on: boolean;
  signal: string | null;
  explanation: Explanation | undefined;
  failed: boolean;
  toggle: () => void;
  explain: (signal: string) => void;
};

/** Word marks for one signal, fetched when first looked at. `on` outlives the case, the chosen signal does not. */
export function useMarks(view: CaseView, on: boolean, setOn: (on: boolean) => void, visible: boolean): Marks {
  const [chosen, setChosen] = useState<string | null>(null);
  const signal = chosen ?? signalToExplain(view);
  const { data, isError } = useQuery({
    queryKey: queryKeys.explanation(view.number, signal ?? ""),
    queryFn: async () =>
      (await explainHere(view.item.text, signal ?? "")) ??
      (await reviewApi.explanation(view.number, signal ?? "")),
    enabled: on && visible && signal !== null && view.item.text !== "",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return {
    on,
    signal,
    explanation: on ? data : undefined,
    failed: on && isError,
    toggle: () => setOn(!on),
    explain: (name) => {
      setChosen(name);
      setOn(true);
    },
  };
}
