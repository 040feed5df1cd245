"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { networkProblem, ProblemError, problemFrom } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { ImportResult } from "#lib/known-content/index.ts";

/** Sends a file of hashes as it is: it may be larger than any JSON body. */
export function useImport() {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: async ({ bankId, file }: { bankId: string; file: File }): Promise<ImportResult> => {
      const response = await fetch(`/api/console/banks/${bankId}/hashes`, {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: file,
      }).catch(() => {
        throw new ProblemError(networkProblem());
      });
      const answer: unknown = await response.json().catch(() => null);
      if (!response.ok) throw new ProblemError(problemFrom(response.status, answer));
      return answer as ImportResult;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.area("banks") }),
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
}
