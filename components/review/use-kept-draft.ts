"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useEffect, useEffectEvent, useRef } from "react";
import type { CaseView } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import type { DeskEvent, DeskState } from "./desk-state.ts";
import { type Draft, draftFrom, isUntouched, sameDraft, toKept } from "./draft.ts";
import { queryKeys } from "./query-keys.ts";

/** How long after the last key the words are sent: seldom enough for the server, soon enough for a power cut. */
const SAVE_AFTER_MS = 1000;

/**
 * Keeps the draft of the case on the desk on the server too, and brings it back where the case is opened: on another
 * machine, or after the claim had run out. A save that fails is made up for by the next; the browser has it meanwhile.
 */
export function useKeptDraft(view: CaseView | null, state: DeskState, dispatch: Dispatch<DeskEvent>): void {
  const client = useQueryClient();
  /** What the server is known to have, by case. */
  const kept = useRef(new Map<number, Draft | null>());
  const unsaved = useRef<{ number: number; draft: Draft } | null>(null);
  const number = view?.number ?? null;
  const draft = number === null ? undefined : state.drafts[number];

  const adopt = useEffectEvent(() => {
    if (!view) return;
    const local = state.drafts[view.number];
    const before = kept.current.get(view.number);
    const theirs = view.draft && draftFrom(view.draft);
    kept.current.set(view.number, theirs);
    if (!theirs || (local && sameDraft(local, theirs))) return;
    // Unchanged here since it was last saved: what another machine has written since is newer.
    const over = local && before && sameDraft(local, before) ? local : undefined;
    dispatch({ type: "kept", number: view.number, draft: theirs, over });
  });
  const flush = useEffectEvent((leaving: boolean) => {
    const save = unsaved.current;
    unsaved.current = null;
    // A decision on its way ends the draft; if it fails, the case comes back and its draft is saved then.
    if (!save || state.sending.includes(save.number)) return;
    const empty = isUntouched(save.draft);
    reviewApi
      .keepDraft(save.number, empty ? null : toKept(save.draft), leaving)
      .then(() => {
        const draft = empty ? null : save.draft;
        kept.current.set(save.number, draft);
        client.setQueryData<CaseView>(
          queryKeys.case(save.number),
          (held) => held && { ...held, draft: draft && toKept(draft) },
        );
      })
      .catch(() => undefined);
  });

  useEffect(() => {
    if (number === null) return;
    adopt();
    return () => flush(false);
  }, [number]);
  useEffect(() => {
    if (number === null || draft === undefined) return;
    const known = kept.current.get(number);
    if (known ? sameDraft(known, draft) : isUntouched(draft)) return;
    unsaved.current = { number, draft };
    const timer = setTimeout(() => flush(false), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [number, draft]);
  useEffect(() => {
    const leave = () => flush(true);
    const hide = () => document.visibilityState === "hidden" && flush(true);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, []);
}
