"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { type CaseFilter, isNarrow } from "#lib/review/case-filter.ts";
import { caseAddress } from "./use-case-filter.ts";

type Wanted = { slug: string; filter: CaseFilter };

/** Claims the next case of a queue that matches the filter and opens the desk on it. */
export function useReviewNext() {
  const t = useTranslations("list");
  const router = useRouter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ slug, filter }: Wanted) => reviewApi.claimNext(slug, [], filter),
    onSuccess: (view, { filter }) => {
      if (!view) {
        showToast({ tone: "neutral", text: t(isNarrow(filter) ? "takenOfFilter" : "taken") });
        return;
      }
      client.setQueryData(queryKeys.case(view.number), view);
      router.push(caseAddress(view.number, filter));
    },
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return { review: mutate, busy: isPending };
}
