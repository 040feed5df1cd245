"use client";

import { useTranslations } from "next-intl";
import { usePermissionWords } from "#components/people/use-permission-words.ts";
import { NETWORK_STATUS, ProblemError } from "./problem.ts";

/** An error in words: the server's own where it gave some, ours where there was no answer. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations("error");
  const words = usePermissionWords();
  return (error) => {
    if (!(error instanceof ProblemError)) return t("detail");
    if (error.status === NETWORK_STATUS) return t("network");
    if (error.status === 401) return t("signedOut");
    const { permission } = error.problem;
    if (error.status === 403 && permission) return t("missingPermission", { permission: words(permission) });
    return error.problem.detail ?? t("detail");
  };
}
