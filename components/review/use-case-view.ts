"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLiveInterval } from "#components/live/live-state.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { newerView } from "./desk-cache.ts";
import { queryKeys } from "./query-keys.ts";

/** A case claimed ahead may be minutes old when it is shown: then it is fetched again behind the paint. */
const STALE_MS = 15_000;
const REFRESH_MS = 30_000;

/** The case on the desk, from the cache first and kept fresh. `initial` is what the server rendered. */
export function useCaseView(number: number | null, initial: CaseView): CaseView | null {
  const client = useQueryClient();
  const keep = (arrived: CaseView) =>
    newerView(client.getQueryData<CaseView>(queryKeys.case(arrived.number)), arrived);
  useState(() => client.setQueryData(queryKeys.case(initial.number), keep(initial)));
  const { data } = useQuery({
    queryKey: queryKeys.case(number ?? 0),
    queryFn: async () => keep(await reviewApi.case(number ?? 0)),
    enabled: number !== null,
    staleTime: STALE_MS,
    refetchInterval: useLiveInterval(REFRESH_MS),
  });
  return number === null ? null : (data ?? null);
}
