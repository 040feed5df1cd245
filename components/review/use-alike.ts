"use client";

import { useQuery } from "@tanstack/react-query";
import { accountsApi } from "#components/accounts/api.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { queryKeys } from "./query-keys.ts";

/** Items like the one of a case. Asked for after the case is on the desk; a blind case has none. */
export function useAlike(view: CaseView) {
  return useQuery({
    queryKey: queryKeys.alike(view.number),
    queryFn: () => accountsApi.alike(view.number),
    enabled: !view.blind,
    staleTime: 60_000,
  });
}
