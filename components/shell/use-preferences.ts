"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { Locale } from "../../i18n/locales.ts";
import type { Theme } from "./theme.ts";

/** Changes language or theme: the server sets the cookie, then the page is rendered anew. */
export function usePreferences() {
  const router = useRouter();
  const problemText = useProblemText();
  const { mutate } = useMutation({
    mutationFn: (change: { locale?: Locale; theme?: Theme }) =>
      request<unknown>("/api/console/preferences", { method: "PUT", body: change }),
    onSuccess: () => router.refresh(),
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return mutate;
}
