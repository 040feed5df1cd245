"use client";

import { useTranslations } from "next-intl";
import { NETWORK_STATUS, ProblemError } from "./problem.ts";

/** An error in words: the server's own where it gave some, ours where there was no answer. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations("error");
  return (error) => {
    if (!(error instanceof ProblemError)) return t("detail");
    if (error.status === NETWORK_STATUS) return t("network");
    if (error.status === 401) return t("signedOut");
    return error.problem.detail ?? t("detail");
  };
}
