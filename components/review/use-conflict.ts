"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Dispatch } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { reviewApi } from "./api.ts";
import type { DeskEvent } from "./desk-state.ts";
import { queryKeys } from "./query-keys.ts";

/** Under which a notice about a case is shown, and taken away when the case moves on. */
export const caseTopic = (number: number) => `case:${number}`;

/**
 * What to do when a write on a case fails. A case that someone else has decided or claimed leaves the
 * desk; in every other event it stays or comes back, with the work on it, and the reviewer is told why.
 */
export function useConflict(dispatch: Dispatch<DeskEvent>) {
  const t = useTranslations("desk");
  const client = useQueryClient();
  const problemText = useProblemText();

  async function isStillMine(number: number): Promise<boolean> {
    const fresh = await reviewApi.case(number).catch(() => null);
    if (fresh) client.setQueryData(queryKeys.case(number), fresh);
    return fresh?.state === "open" && fresh.claim?.mine === true;
  }

  return async function settle(number: number, error: unknown): Promise<"lost" | "kept"> {
    const gone = error instanceof ProblemError && (error.isConflict || error.status === 404);
    if (gone && !(await isStillMine(number))) {
      const by = error.problem.decidedBy;
      const text = by ? t("conflict.decidedBy", { name: by, number }) : problemText(error);
      showToast({ tone: "warn", text, topic: caseTopic(number) });
      dispatch({ type: "lost", number });
      return "lost";
    }
    const retired =
      error instanceof ProblemError && error.problem.reason === "policy_retired"
        ? error.problem.policyCode
        : undefined;
    if (retired !== undefined) {
      await client.invalidateQueries({ queryKey: queryKeys.case(number), exact: true });
      showToast({
        tone: "warn",
        text: t("conflict.retired", { policy: retired, number }),
        topic: caseTopic(number),
      });
      dispatch({ type: "failed", number, retired });
      return "kept";
    }
    if (error instanceof ProblemError && error.problem.reason === "too_many_holds") {
      showToast({ tone: "warn", text: t("hold.tooMany"), topic: caseTopic(number) });
      return "kept";
    }
    showToast({
      tone: "bad",
      text: t("conflict.kept", { number, detail: problemText(error) }),
      topic: caseTopic(number),
    });
    dispatch({ type: "failed", number });
    return "kept";
  };
}
