"use client";

import { useQuery } from "@tanstack/react-query";
import { accountsApi } from "#components/accounts/api.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { queryKeys } from "./query-keys.ts";

/** What the team knows of a case's author; asked for after the case is on the desk, and never on a blind one. */
export function useCaseContext(view: CaseView | null) {
  return useQuery({
    queryKey: queryKeys.context(view?.number ?? 0),
    queryFn: () => accountsApi.context(view?.number ?? 0),
    enabled: view !== null && !view.blind && view.account !== null,
    staleTime: 30_000,
  }).data;
}
