"use client";

import { useQuery } from "@tanstack/react-query";
import { useLiveInterval } from "#components/live/live-state.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { QueueSummary } from "#lib/review/queue-schema.ts";

const REFRESH_MS = 5_000;

/** The queues with live counts. The server's list paints first. */
export function useQueues(initial: QueueSummary[] | undefined, enabled = true): QueueSummary[] {
  const { data } = useQuery({
    queryKey: queryKeys.queues(),
    queryFn: reviewApi.queues,
    enabled,
    refetchInterval: useLiveInterval(REFRESH_MS),
    ...(initial ? { initialData: initial } : {}),
  });
  return data ?? [];
}
