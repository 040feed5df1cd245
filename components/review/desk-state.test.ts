import { describe, expect, test } from "vitest";
import {
  type DeskEvent,
  type DeskState,
  deskReducer,
  draftOf,
  excludedFrom,
  openDesk,
} from "./desk-state.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";

const draft: Draft = {
  ...EMPTY_DRAFT,
  choice: "remove",
  measures: [{ action: "remove", hours: null }],
  policyCode: "H-2",
  note: "half a thought",
  reveals: 2,
};
const result = { decisionId: "d1", silentUntil: "2026-01-01T12:00:10Z" };
const stateAfter = (state: DeskState, ...events: DeskEvent[]) => events.reduce(deskReducer, state);
const drafted: DeskEvent = { type: "drafted", number: 1, draft };
const sentOff: DeskEvent = { type: "sent-off", number: 1, choice: "remove" };
const ahead: DeskEvent = { type: "prepared", number: 2 };

test("a decision brings the prepared case at once", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff);
  expect(state).toMatchObject({ current: 2, ready: [], sending: [1], last: { number: 1, result: null } });
});

test("with nothing prepared the desk is empty until the next claim", () => {
  const waiting = stateAfter(openDesk(1), drafted, sentOff);
  expect(waiting.current).toBeNull();
  expect(stateAfter(waiting, ahead).current).toBe(2);
});

test("a decision on a policy that was retired comes back with its words, and cites it no more", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff, {
    type: "failed",
    number: 1,
    retired: "H-2",
  });
  expect(state.current).toBe(1);
  expect(draftOf(state, 1)).toEqual({ ...draft, policyCode: null });
});

test("a failed decision comes back with its work, and the next case waits", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff, { type: "failed", number: 1 });
  expect(state).toMatchObject({ current: 1, ready: [2], sending: [], last: null });
  expect(draftOf(state, 1)).toEqual(draft);
});

test("a failure touches only its own case, not decisions made meanwhile", () => {
  const state = stateAfter(
    openDesk(1),
    drafted,
    ahead,
    sentOff,
    { type: "prepared", number: 3 },
    { type: "sent-off", number: 2, choice: "allow" },
    { type: "failed", number: 1 },
  );
  expect(state).toMatchObject({ current: 1, ready: [3], sending: [2], last: { number: 2 } });
});

test("an accepted decision can be undone and forgets its draft", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff, { type: "accepted", number: 1, result });
  expect(state.last?.result).toEqual(result);
  expect(state.drafts).toEqual({});
});

test("an undone decision is on the desk again with what was written", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff, { type: "accepted", number: 1, result });
  const back = stateAfter(state, { type: "returned", number: 1, draft: state.last?.draft ?? null });
  expect(back).toMatchObject({ current: 1, ready: [2], last: null });
  expect(draftOf(back, 1)).toEqual(draft);
});

test("a case lost to someone else leaves the desk", () => {
  expect(stateAfter(openDesk(1), ahead, { type: "lost", number: 1 })).toMatchObject({
    current: 2,
    ready: [],
  });
});

test("a decision that another made first does not bring its case back", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, sentOff, { type: "lost", number: 1 });
  expect(state).toMatchObject({ current: 2, sending: [], last: null, drafts: {} });
});

describe("the next claim leaves out", () => {
  test("what is here, ahead, on its way and passed over", () => {
    const state = stateAfter(
      openDesk(1),
      ahead,
      { type: "skipped", number: 1 },
      { type: "prepared", number: 3 },
      { type: "sent-off", number: 2, choice: "allow" },
    );
    expect(excludedFrom(state).sort()).toEqual([1, 2, 3]);
  });

  test("a case prepared twice is prepared once", () => {
    expect(stateAfter(openDesk(1), ahead, ahead).ready).toEqual([2]);
  });
});

test("a case put on hold leaves the desk with its work kept, and is not among those passed over", () => {
  const state = stateAfter(openDesk(1), drafted, ahead, { type: "held", number: 1 });
  expect(state).toMatchObject({ current: 2, skipped: [], ready: [] });
  expect(draftOf(state, 1)).toEqual(draft);
});

test("what the server kept comes back where nothing was written here, or nothing since it was saved", () => {
  const kept = { ...draft, note: "written on another machine" };
  const bring = (over: Draft | undefined): DeskEvent => ({ type: "kept", number: 1, draft: kept, over });
  expect(draftOf(stateAfter(openDesk(1), bring(undefined)), 1)).toEqual(kept);
  expect(draftOf(stateAfter(openDesk(1), drafted, bring(undefined)), 1)).toEqual(draft);
  expect(draftOf(stateAfter(openDesk(1), drafted, bring(draft)), 1)).toEqual(kept);
});
