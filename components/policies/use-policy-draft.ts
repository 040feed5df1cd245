"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { request } from "#components/api/request.ts";
import type { PolicyHistory } from "#lib/policy/list-policies.ts";
import { type PolicyContent, policyContentSchema } from "#lib/policy/policy-content.ts";
import { keepWork, keptWork } from "./kept-work.ts";
import { contentOf, openVersion } from "./policy-words.ts";

type Work = { content: PolicyContent; note: string };
type State = { version: number; revision: number };

/** Somebody else saved the same draft meanwhile. */
export type DraftConflict = { by: string | null; theirs: Work & { revision: number } };

/**
 * The draft on the screen: what is typed, what is saved, and what another editor saved meanwhile. Work that is not
 * saved is kept in the tab, so that neither a conflict nor a reload loses it.
 */
export function usePolicyDraft(
  code: string,
  initial: Work,
  { version, revision }: State,
  onChanged: () => void,
) {
  // Revisions begin anew with every version: work on another one must not be taken for work on this one.
  const key = `docket.policy.${code}.${version}`;
  const [work, setWork] = useState(initial);
  const [saved, setSaved] = useState({ work: initial, revision });
  const [conflict, setConflict] = useState<DraftConflict | null>(null);
  const [restored, setRestored] = useState(false);
  const parsed = policyContentSchema.safeParse(work.content);
  const dirty = JSON.stringify(work) !== JSON.stringify(saved.work);

  useEffect(() => {
    const kept = keptWork<Work>(key);
    if (!kept) return;
    setWork(kept.value);
    setRestored(true);
    setSaved((now) => ({ ...now, revision: kept.revision }));
  }, [key]);
  useEffect(() => {
    if (dirty) keepWork(key, { revision: saved.revision, value: work });
  }, [dirty, key, saved.revision, work]);

  const save = useMutation({
    mutationFn: (over: number) =>
      request<State>(`/api/console/policies/${code}/draft`, {
        method: "PUT",
        body: { revision: over, note: work.note, content: work.content },
      }),
    onSuccess: (state) => {
      setSaved({ work, revision: state.revision });
      setConflict(null);
      setRestored(false);
      keepWork(key, null);
      onChanged();
    },
    onError: async (error) => {
      if (!(error instanceof ProblemError) || !error.isConflict) return;
      const now = await request<PolicyHistory>(`/api/console/policies/${code}`);
      const open = openVersion(now);
      if (!open) return;
      setConflict({
        by: open.authors.at(-1) ?? null,
        theirs: { content: contentOf(open), note: open.note, revision: open.revision },
      });
    },
  });

  const move = useMutation({
    mutationFn: ({
      to,
      note = "",
    }: {
      to: "in_review" | "draft" | "discarded" | "published";
      note?: string;
    }) =>
      to === "published"
        ? request<State>(`/api/console/policies/${code}/publish`, {
            method: "POST",
            body: { revision: saved.revision },
          })
        : request<State>(`/api/console/policies/${code}/draft/state`, {
            method: "POST",
            body: { revision: saved.revision, to, note },
          }),
    onSuccess: (state, { to }) => {
      if (to === "discarded") keepWork(key, null);
      setSaved((now) => ({ ...now, revision: state.revision ?? now.revision }));
      onChanged();
    },
  });

  return {
    work,
    dirty,
    restored,
    valid: parsed.success,
    issues: parsed.error,
    conflict,
    save,
    move,
    change: (part: Partial<PolicyContent>) =>
      setWork((now) => ({ ...now, content: { ...now.content, ...part } })),
    setNote: (note: string) => setWork((now) => ({ ...now, note })),
    saveNow: () => save.mutate(saved.revision),
    saveOver: () => conflict && save.mutate(conflict.theirs.revision),
    takeTheirs: () => {
      if (!conflict) return;
      const { revision: theirRevision, ...theirs } = conflict.theirs;
      setWork(theirs);
      setSaved({ work: theirs, revision: theirRevision });
      setConflict(null);
      setRestored(false);
      keepWork(key, null);
    },
  };
}
