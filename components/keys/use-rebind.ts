"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { MyKeys } from "#lib/keys/schema.ts";
import { useMyKeys } from "./keymap-context.tsx";
import type { Overrides } from "./overrides.ts";

/** The person's choices and the way to change them. On a conflict with another tab the newest are shown. */
export function useRebind() {
  const client = useQueryClient();
  const problemText = useProblemText();
  const mine = useMyKeys();
  const overrides = mine.overrides as Overrides;
  const { mutate, isPending } = useMutation({
    mutationFn: ({ next }: { next: Overrides; done: string }) =>
      request<MyKeys>("/api/console/me/keys", {
        method: "PUT",
        body: { revision: mine.revision, overrides: next },
      }),
    onSuccess: (saved, { done }) => {
      client.setQueryData<MyKeys>(queryKeys.myKeys(), saved);
      showToast({ tone: "ok", text: done, topic: "keys" });
    },
    onError: (error) => {
      showToast({ tone: "bad", text: problemText(error), topic: "keys" });
      void client.invalidateQueries({ queryKey: queryKeys.myKeys() });
    },
  });
  return {
    overrides,
    saving: isPending,
    save: (next: Overrides, done: string) => mutate({ next, done }),
  };
}
