"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { request } from "#components/api/request.ts";
import { keepWork, keptWork } from "#components/policies/kept-work.ts";
import type { RuleContent } from "#lib/policy/rule.ts";
import type { RuleDetail } from "#lib/rules/list-rules.ts";

type Work = { content: RuleContent; note: string };

/**
 * The rule on the screen. Saving keeps a new version; what is not saved stays in the tab through a reload and
 * through the conflict with another editor.
 */
export function useRuleDraft(rule: RuleDetail | null, initial: RuleContent) {
  const router = useRouter();
  const key = `docket.rule.${rule?.id ?? "new"}`;
  const [work, setWork] = useState<Work>({ content: initial, note: "" });
  const [base, setBase] = useState({ content: initial, revision: rule?.revision ?? 0 });
  const [restored, setRestored] = useState(false);
  const dirty = JSON.stringify(work.content) !== JSON.stringify(base.content);

  useEffect(() => {
    const kept = keptWork<Work>(key);
    if (!kept) return;
    setWork(kept.value);
    setRestored(true);
    setBase((now) => ({ ...now, revision: kept.revision }));
  }, [key]);
  useEffect(() => {
    if (dirty) keepWork(key, { revision: base.revision, value: work });
  }, [dirty, key, base.revision, work]);

  const save = useMutation({
    mutationFn: (revision: number) =>
      request<{ id: string; revision: number }>(
        rule ? `/api/console/rules/${rule.id}` : "/api/console/rules",
        { method: rule ? "PUT" : "POST", body: { ...work, revision } },
      ),
    onSuccess: (saved) => {
      keepWork(key, null);
      setRestored(false);
      setBase({ content: work.content, revision: saved.revision });
      setWork((now) => ({ ...now, note: "" }));
      if (rule) router.refresh();
      else router.push(`/rules/${saved.id}`);
    },
  });
  const conflict =
    save.error instanceof ProblemError && save.error.isConflict
      ? (save.error.problem as unknown as { by: string | null; revision: number })
      : null;

  return {
    work,
    dirty,
    restored,
    conflict,
    save,
    setContent: (content: RuleContent) => setWork((now) => ({ ...now, content })),
    setNote: (note: string) => setWork((now) => ({ ...now, note })),
    revision: base.revision,
    /** After a move of our own: it raised the revision, and what is typed goes on from there. */
    moved: (revision: number) => setBase((now) => ({ ...now, revision })),
    saveNow: () => save.mutate(base.revision),
    /** A version is never overwritten: mine becomes the next one after theirs. */
    saveAfterTheirs: () => conflict && save.mutate(conflict.revision),
  };
}
