"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { careApi } from "./api.ts";

/** Begins a break, puts its offer off, and ends it. What goes wrong is said, and nothing else happens. */
export function useBreak() {
  const router = useRouter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const onError = (error: unknown) => showToast({ tone: "bad", text: problemText(error) });
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.care() });
  const take = useMutation({
    mutationFn: careApi.takeBreak,
    onError,
    onSuccess: () => {
      // The claims are gone with the break: what is cached of these cases says otherwise.
      client.removeQueries({ queryKey: ["case"] });
      router.push("/break");
    },
  });
  const later = useMutation({ mutationFn: careApi.later, onError, onSuccess: refresh });
  return {
    take: () => take.mutate(),
    taking: take.isPending,
    later: () => later.mutate(),
  };
}
