"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useEffect, useEffectEvent, useRef, useState } from "react";
import type { CaseFilter } from "#lib/review/case-filter.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { type DeskEvent, type DeskState, excludedFrom } from "./desk-state.ts";
import { queryKeys } from "./query-keys.ts";

const RETRY_MS = 5_000;

/**
 * Keeps one case claimed and cached ahead, so that the next one is there when this one leaves.
 * @param prepare what is done with a case before it counts as ready
 */
export function useClaimAhead(
  slug: string,
  filter: CaseFilter,
  state: DeskState,
  dispatch: Dispatch<DeskEvent>,
  active: boolean,
  prepare: (view: CaseView) => Promise<void>,
) {
  const client = useQueryClient();
  const asking = useRef(false);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const wanted = active && !state.drained && state.ready.length === 0;

  const ask = useEffectEvent(async () => {
    asking.current = true;
    try {
      const view = await reviewApi.claimNext(slug, excludedFrom(state), filter);
      setError(null);
      if (view) {
        client.setQueryData(queryKeys.case(view.number), view);
        await prepare(view);
      }
      asking.current = false;
      dispatch(view ? { type: "prepared", number: view.number } : { type: "drained" });
    } catch (cause) {
      asking.current = false;
      setError(cause);
      setTimeout(() => setAttempt((count) => count + 1), RETRY_MS);
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new case on the desk or a retry asks again.
  useEffect(() => {
    if (wanted && !asking.current) void ask();
  }, [wanted, state.current, attempt]);

  const releaseAll = useEffectEvent(() => {
    for (const number of state.ready) {
      const view = client.getQueryData<CaseView>(queryKeys.case(number));
      if (view) void reviewApi.release(number, view.version, undefined, true).catch(() => undefined);
      client.removeQueries({ queryKey: queryKeys.case(number) });
    }
  });
  useEffect(() => {
    const leave = () => releaseAll();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  return { searching: wanted, error };
}
