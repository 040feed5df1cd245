"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";

/** Claims the next case of a queue and opens the desk on it. */
export function useReviewNext() {
  const t = useTranslations("list");
  const router = useRouter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { mutate, isPending } = useMutation({
    mutationFn: (slug: string) => reviewApi.claimNext(slug, []),
    onSuccess: (view) => {
      if (!view) {
        showToast({ tone: "neutral", text: t("taken") });
        return;
      }
      client.setQueryData(queryKeys.case(view.number), view);
      router.push(`/cases/${view.number}`);
    },
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return { review: mutate, busy: isPending };
}
