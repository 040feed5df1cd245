"use client";

import { useEffect, useReducer, useState } from "react";
import { useCaseFilter } from "#components/queues/use-case-filter.ts";
import { useClock } from "#components/time/use-clock.ts";
import type { RecommendationView } from "#lib/accounts/schema.ts";
import type { Restriction } from "#lib/policy/measures.ts";
import type { Verdict } from "#lib/quality/schema.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { claimStateOf } from "./desk-cache.ts";
import { deskReducer, draftOf, openDesk } from "./desk-state.ts";
import {
  type Choice,
  canStrike,
  canTakeBack,
  choicesFor,
  choose,
  cite,
  type Draft,
  EMPTY_DRAFT,
  holdFor,
  type Missing,
  missingFrom,
  takeRecommended,
  toggleStrike,
} from "./draft.ts";
import { loadDrafts, saveDrafts } from "./draft-storage.ts";
import { useCaseView } from "./use-case-view.ts";
import { useClaim } from "./use-claim.ts";
import { useClaimAhead } from "./use-claim-ahead.ts";
import { useDecide } from "./use-decide.ts";
import { useKeptDraft } from "./use-kept-draft.ts";
import { useNextPainted } from "./use-next-painted.ts";

/**
 * All that the review desk knows and does; its parts only show it.
 * @param prepare what the desk needs before it can show a case whole
 */
export function useDesk(initial: CaseView, prepare: (view: CaseView) => Promise<void>) {
  const [state, dispatch] = useReducer(deskReducer, initial.number, (number) => openDesk(number));
  const [missing, setMissing] = useState<Missing | null>(null);
  const view = useCaseView(state.current, initial);
  const claimNow = useClock((now) => (view ? claimStateOf(view, now) : "free"));
  // The server calls a claim that ran out none; whose it was on this desk stands to be told. A case that has gone to
  // another queue, as an emergency does, ran out on nobody.
  const [had, setHad] = useState<string | null>(null);
  const place = view && `${view.number} ${view.queue.slug}`;
  useEffect(() => {
    if (claimNow === "mine" && place !== null) setHad(place);
  }, [claimNow, place]);
  const claimState = claimNow === "free" && view?.state === "open" && had === place ? "lapsed" : claimNow;
  const reviewing = state.current === null || claimState === "mine" || claimState === "lapsed";
  // The filter it was opened with goes along from case to case, in the address too.
  const { filter } = useCaseFilter();
  const ahead = useClaimAhead(
    initial.queue.slug,
    filter,
    state,
    dispatch,
    reviewing && view?.state !== "decided",
    prepare,
  );
  const { decide: sendOff, undo: takeBack, undoing } = useDecide(dispatch);
  useNextPainted(view?.number ?? null);

  const draft = view ? draftOf(state, view.number) : EMPTY_DRAFT;
  const claims = useClaim(view, draft.reveals, dispatch);
  const choices = view && claimState === "mine" ? choicesFor(view) : [];

  useEffect(() => {
    dispatch({ type: "restored", drafts: loadDrafts() });
  }, []);
  useEffect(() => saveDrafts(state.drafts), [state.drafts]);
  useKeptDraft(view, state, dispatch);
  useEffect(() => {
    if (state.current !== null)
      window.history.replaceState(null, "", `/cases/${state.current}${window.location.search}`);
    setMissing(null);
  }, [state.current]);

  function redraft(next: Draft): void {
    setMissing(null);
    if (view) dispatch({ type: "drafted", number: view.number, draft: next });
  }

  function decide(): void {
    if (!view || choices.length === 0) return;
    const lacking = missingFrom(draft);
    setMissing(lacking);
    if (lacking === null) sendOff(view, draft);
  }

  return {
    state,
    view,
    filter,
    draft,
    missing,
    choices,
    claimState,
    ahead,
    claims,
    decide,
    choose: (choice: Choice) =>
      view && choices.includes(choice) && redraft(choose(draft, choice, view.policies)),
    /** Takes somebody's answer as one's own draft. */
    take: ({ action, policyCode }: Verdict) => {
      const choice = choices.find((one) => one === action);
      const anew = { ...draft, choice: null, measures: [], strike: false, policyCode };
      if (view && choice) redraft(choose(anew, choice, view.policies));
    },
    cite: (index: number) => {
      const policy = view?.policies[index];
      if (policy && choices.length > 0) redraft(cite(draft, policy));
    },
    write: (note: string) => redraft({ ...draft, note }),
    writePrivately: (privateNote: string) => redraft({ ...draft, privateNote }),
    holdFor: (action: Restriction, hours: number | null) => redraft(holdFor(draft, action, hours)),
    takeRecommended: ({ policyCode, step }: Pick<RecommendationView, "policyCode" | "step">) => {
      const policy = view?.policies.find(({ code }) => code === policyCode);
      if (policy && choices.length > 0) redraft(takeRecommended(draft, policy, step));
    },
    // Who settles or looks again says what should be done; strikes follow from decisions.
    strike: view && !view.look && canStrike(view, draft) ? () => redraft(toggleStrike(draft)) : undefined,
    countReveal: () => redraft({ ...draft, reveals: draft.reveals + 1 }),
    undoLast:
      state.last && canTakeBack(state.last.choice) && state.last.result?.decisionId !== null
        ? () => state.last && void takeBack(state.last)
        : undefined,
    undoShown: (decisionId: string) =>
      void takeBack({ draft: EMPTY_DRAFT, result: { decisionId, silentUntil: "" } }),
    undoing,
    askAgain: () => dispatch({ type: "asked-again" }),
  };
}

export type Desk = ReturnType<typeof useDesk>;
