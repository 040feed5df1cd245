"use client";

import { useTranslations } from "next-intl";
import type { ZodError } from "zod";
import { ProblemError } from "#components/api/problem.ts";

export type FieldErrors = (path: string) => string | undefined;

/**
 * What is wrong, at the field, in the reader's language. The schema's own issues come first, then what the server
 * found beyond it.
 * @param prefix of the server's paths, e.g. `content.`
 */
export function useFieldErrors(found: ZodError | undefined, saved: unknown, prefix: string): FieldErrors {
  const t = useTranslations("policyEdit.issue");
  const known = new Map<string, string>();
  for (const { code, path } of found?.issues ?? []) {
    const at = path.join(".");
    const last = path.at(-1);
    const key =
      last === "automaticAction" || (last === "automatic" && code === "custom")
        ? last
        : code === "too_small"
          ? "missing"
          : "invalid";
    if (!known.has(at)) known.set(at, t(key));
  }
  if (saved instanceof ProblemError)
    for (const { field, message } of saved.problem.errors ?? []) {
      const at = field.replace(prefix, "").replaceAll("[", ".").replaceAll("]", "");
      if (!known.has(at)) known.set(at, at === "queueSlug" || at === "code" ? t(at) : message);
    }
  return (path) => known.get(path);
}
