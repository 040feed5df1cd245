"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { secondsLeft } from "#components/time/durations.ts";
import { useClock } from "#components/time/use-clock.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";

type Props = {
  decisionId: string;
  /** The platform has heard of it: what is sent now is a reversal. */
  told: boolean;
  /** Until then nobody hears of it; null where there is nobody to tell. */
  silentUntil: string | null;
  onDone: (caseNumber: number) => void;
};

/** Takes one decision back. What that means by now is said on it before it is pressed. */
export function UndoDecision({ decisionId, told, silentUntil, onDone }: Props) {
  const t = useTranslations("decisions");
  const format = useFormatter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const note = useId();
  const left = useClock((now) => (silentUntil ? secondsLeft(silentUntil, now) : Number.POSITIVE_INFINITY));
  // Past its time the delivery begins any moment: better to promise less.
  const reverses = told || left === 0;
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
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Button
        size="sm"
        variant={reverses ? "danger" : "default"}
        aria-describedby={note}
        disabled={undo.isPending}
        onClick={() => undo.mutate()}
      >
        {t(reverses ? "reverse" : "undo")}
        {!reverses && Number.isFinite(left) ? (
          <span className="inline-block min-w-[4ch] text-end tabular-nums">
            {format.number(left, { style: "unit", unit: "second", unitDisplay: "narrow" })}
          </span>
        ) : null}
      </Button>
      <span id={note} className="text-xs text-ink-3">
        {reverses ? t("willReverse") : Number.isFinite(left) ? "" : t("willUndo")}
      </span>
    </span>
  );
}
