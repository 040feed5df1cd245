"use client";

import { useQuery } from "@tanstack/react-query";
import { useLiveInterval } from "#components/live/live-state.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";

const REFRESH_MS = 30_000;

/** Questions that wait for the reader, and answers to theirs. */
export function useInbox(enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.inbox(),
    queryFn: reviewApi.inbox,
    enabled,
    refetchInterval: useLiveInterval(REFRESH_MS),
  });
}
