"use client";

import { useQuery } from "@tanstack/react-query";
import type { CaseView } from "#lib/review/schema.ts";
import { escalationApi } from "./api.ts";

export const caseEscalationKey = (number: number) => ["case", number, "escalation"] as const;

/** Where a case would go from here, and what there is to it as an emergency; read anew whenever the case changed. */
export function useCaseEscalation(view: CaseView) {
  return useQuery({
    queryKey: [...caseEscalationKey(view.number), view.version],
    queryFn: () => escalationApi.ofCase(view.number),
    // Of the version before, until this one's is there: nothing flickers when a claim is extended.
    placeholderData: (before, query) => (query?.queryKey[1] === view.number ? before : undefined),
    staleTime: 15_000,
  }).data;
}
