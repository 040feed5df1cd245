"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { FoundByName } from "#lib/review/schema.ts";

/** Long enough that a word typed at speed asks once. */
const PAUSE_MS = 180;
const LEAST_TYPED = 2;
const NOTHING: FoundByName = { cases: [], accounts: [] };

/** What the server knows by the name that is being typed, asked once the typing rests. */
export function useFound(typed: string, enabled: boolean): { found: FoundByName; asking: boolean } {
  const [rested, setRested] = useState("");
  const wanted = typed.trim();
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const asked = enabled && rested.length >= LEAST_TYPED;
  const { data, isFetching } = useQuery({
    queryKey: queryKeys.found(rested),
    queryFn: ({ signal }) =>
      request<FoundByName>(`/api/console/find?${new URLSearchParams({ q: rested })}`, { signal }),
    enabled: asked,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
  const waiting = enabled && wanted.length >= LEAST_TYPED && (wanted !== rested || isFetching);
  return { found: asked && wanted !== "" ? (data ?? NOTHING) : NOTHING, asking: waiting };
}
