"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";

/** A settings list: the server's rows first, fetched anew after each change. */
export function useArea<T>(path: string, initial: T): T {
  const { data } = useQuery({
    queryKey: queryKeys.area(path),
    queryFn: () => request<T>(`/api/console/${path}`),
    initialData: initial,
    staleTime: 10_000,
  });
  return data ?? initial;
}

type Change = { path: string; method: "POST" | "PUT" | "PATCH" | "DELETE"; body?: unknown };

/** A change in an area. What goes wrong is said, unless the caller's form says it beside the field. */
export function useChange<R>(area: string, quiet = false) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: ({ path, method, body }: Change) =>
      request<R>(`/api/console/${path}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.area(area) }),
    onError: (error) => {
      if (!quiet) showToast({ tone: "bad", text: problemText(error) });
    },
  });
}
