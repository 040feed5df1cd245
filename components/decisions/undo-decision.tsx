"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { UndoButton } from "./undo-button.tsx";

type Props = {
  decisionId: string;
  /** The platform has heard of it. */
  told: boolean;
  silentUntil: string | null;
  onDone: (caseNumber: number) => void;
};

/** Takes one decision back, from a list of them. */
export function UndoDecision({ decisionId, told, silentUntil, onDone }: Props) {
  const t = useTranslations("decisions");
  const client = useQueryClient();
  const problemText = useProblemText();
  const undo = useMutation({
    mutationFn: () => reviewApi.undo(decisionId),
    onSuccess: ({ outcome, caseNumber }) => {
      showToast({
        tone: "ok",
        text: t(outcome === "cancelled" ? "undone" : "reversed", { number: caseNumber }),
      });
      client.removeQueries({ queryKey: queryKeys.case(caseNumber), type: "inactive" });
      onDone(caseNumber);
    },
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return <UndoButton told={told} silentUntil={silentUntil} busy={undo.isPending} onPress={undo.mutate} />;
}
