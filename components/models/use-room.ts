"use client";

import { useQuery } from "@tanstack/react-query";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";

/** How often a page looks while something is under way, and while nothing is. */
const BUSY_MS = 1_000;
const IDLE_MS = 15_000;

/** A page of the models room: the server's first paint, looked at again as often as it deserves. */
export function useRoom<T>(path: string, initial: T, busy: (data: T) => boolean): T {
  const { data } = useQuery({
    queryKey: queryKeys.area(path),
    queryFn: () => request<T>(`/api/console/${path}`),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data !== undefined && busy(state.data) ? BUSY_MS : IDLE_MS),
  });
  return data ?? initial;
}

export const isLive = (state: string): boolean => ["queued", "running", "cancelling"].includes(state);
