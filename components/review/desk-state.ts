import type { DecisionResult } from "#lib/review/schema.ts";
import { type Choice, type Draft, EMPTY_DRAFT } from "./draft.ts";

/** What was done to the last case, for the footer and for undo. */
export type LastDone = {
  number: number;
  choice: Choice;
  draft: Draft;
  /** It answered a second look. */
  look?: boolean;
  /** Null while the decision is on its way. */
  result: DecisionResult | null;
};

export type DeskState = {
  /** The case on the desk; null while the next one is looked for, or when the queue is clear. */
  current: number | null;
  /** Cases claimed ahead, the next one first. */
  ready: readonly number[];
  /** The queue had nothing more for this reviewer. */
  drained: boolean;
  skipped: readonly number[];
  /** Cases whose decision or escalation is on its way. */
  sending: readonly number[];
  drafts: Readonly<Record<number, Draft>>;
  last: LastDone | null;
};

export type DeskEvent =
  /** Drafts from before a reload. */
  | { type: "restored"; drafts: Readonly<Record<number, Draft>> }
  | { type: "drafted"; number: number; draft: Draft }
  | { type: "sent-off"; number: number; choice: Choice; look?: boolean }
  | { type: "accepted"; number: number; result: DecisionResult | null }
  /** `retired`: a policy that is in force no more; the draft cites it no longer. */
  | { type: "failed"; number: number; retired?: string }
  | { type: "lost"; number: number }
  | { type: "skipped"; number: number }
  /** Laid aside with a reason; it stays this reviewer's, and so does the work on it. */
  | { type: "held"; number: number }
  /** What the server keeps of a case that was opened; local work is not overwritten, unless it is `over`. */
  | { type: "kept"; number: number; draft: Draft; over: Draft | undefined }
  | { type: "passed-on"; number: number }
  | { type: "prepared"; number: number }
  | { type: "drained" }
  /** Ask again, for skipped cases too. */
  | { type: "asked-again" }
  | { type: "returned"; number: number; draft: Draft | null };

export function openDesk(number: number, drafts: Readonly<Record<number, Draft>> = {}): DeskState {
  return { current: number, ready: [], drained: false, skipped: [], sending: [], drafts, last: null };
}

export const draftOf = (state: DeskState, number: number): Draft => state.drafts[number] ?? EMPTY_DRAFT;

/** Cases a claim for the next one must not bring: on the desk, ahead, on their way, or passed over. */
export function excludedFrom(state: DeskState): number[] {
  const current = state.current === null ? [] : [state.current];
  return [...current, ...state.ready, ...state.sending, ...state.skipped];
}

const without = (list: readonly number[], number: number) => list.filter((other) => other !== number);

function withoutDraft(state: DeskState, number: number): DeskState["drafts"] {
  const { [number]: _gone, ...rest } = state.drafts;
  return rest;
}

/** Takes a case off the desk; if it lay there, the next one takes its place. The queue is asked again. */
function takeOff(state: DeskState, number: number): DeskState {
  if (state.current !== number) return { ...state, ready: without(state.ready, number), drained: false };
  const [next = null, ...ready] = state.ready;
  return { ...state, current: next, ready, drained: false };
}

/** Puts a case on the desk; the one that lay there becomes the next. */
function putOn(state: DeskState, number: number): DeskState {
  if (state.current === number) return state;
  const ready = without(state.ready, number);
  return { ...state, current: number, ready: state.current === null ? ready : [state.current, ...ready] };
}

export function deskReducer(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case "restored":
      return { ...state, drafts: { ...event.drafts, ...state.drafts } };
    case "drafted":
      return { ...state, drafts: { ...state.drafts, [event.number]: event.draft } };
    case "sent-off": {
      const last = {
        number: event.number,
        choice: event.choice,
        ...(event.look && { look: true }),
        draft: draftOf(state, event.number),
        result: null,
      };
      return { ...takeOff(state, event.number), sending: [...state.sending, event.number], last };
    }
    case "accepted": {
      const isLast = state.last?.number === event.number;
      return {
        ...state,
        sending: without(state.sending, event.number),
        drafts: withoutDraft(state, event.number),
        last: isLast && state.last ? { ...state.last, result: event.result } : state.last,
      };
    }
    case "failed": {
      const sending = without(state.sending, event.number);
      const draft = draftOf(state, event.number);
      const drafts =
        event.retired !== undefined && draft.policyCode === event.retired
          ? { ...state.drafts, [event.number]: { ...draft, policyCode: null } }
          : state.drafts;
      return { ...putOn(state, event.number), drafts, sending, last: forget(state, event.number) };
    }
    case "lost":
    case "passed-on":
      return {
        ...takeOff(state, event.number),
        sending: without(state.sending, event.number),
        drafts: withoutDraft(state, event.number),
        last: forget(state, event.number),
      };
    case "skipped":
      return {
        ...takeOff(state, event.number),
        skipped: [...without(state.skipped, event.number), event.number],
      };
    case "held":
      return takeOff(state, event.number);
    case "kept": {
      const local = state.drafts[event.number];
      if (local !== undefined && local !== event.over) return state;
      return { ...state, drafts: { ...state.drafts, [event.number]: event.draft } };
    }
    case "prepared":
      if (excludedFrom(state).includes(event.number)) return state;
      return state.current === null
        ? { ...state, current: event.number }
        : { ...state, ready: [...state.ready, event.number] };
    case "drained":
      return { ...state, drained: true };
    case "asked-again":
      return { ...state, drained: false, skipped: [] };
    case "returned": {
      const drafts = event.draft ? { ...state.drafts, [event.number]: event.draft } : state.drafts;
      return { ...putOn(state, event.number), drafts, drained: false, last: null };
    }
  }
}

const forget = (state: DeskState, number: number) => (state.last?.number === number ? null : state.last);
