"use client";

import type { RefObject } from "react";
import { POLICY_COMMANDS } from "#components/keys/keymap.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { type Choice, isAnswer } from "./draft.ts";
import { focusAnswer, isAskedOf } from "./open-question.ts";
import type { Desk } from "./use-desk.ts";
import type { Marks } from "./use-marks.ts";
import type { Veil } from "./use-veil.ts";

type Parts = {
  desk: Desk;
  veil: Veil;
  marks: Marks;
  noteRef: RefObject<HTMLTextAreaElement | null>;
  privateNoteRef: RefObject<HTMLTextAreaElement | null>;
  openHandOver: () => void;
  openHold: () => void;
  openAsk: () => void;
  toggleWhatIf: (() => void) | undefined;
};

/** Choices that are nothing without words: the next thing to do is to write them. */
const needsWords = (choice: Choice) => choice === "escalate" || isAnswer(choice);

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** Ties the keys to what the desk can do now. What is not possible has no handler, and so is not in the overlay. */
export function useDeskKeys(parts: Parts): void {
  const { desk, veil, marks, noteRef, privateNoteRef, openHandOver, openHold, openAsk, toggleWhatIf } = parts;
  const { view, choices, claimState, claims } = desk;
  const mine = claimState === "mine";
  const holds = mine || claimState === "held";
  const may = (right: string) => view?.permitted.some((given) => given === right) === true;
  const deciding = choices.length > 0;
  const focusNote = () => focusAtEnd(noteRef.current);
  const choosing = (choice: Choice) =>
    choices.includes(choice)
      ? () => {
          desk.choose(choice);
          if (needsWords(choice) && desk.draft.note === "") focusNote();
        }
      : undefined;
  const decide = () => {
    desk.decide();
    if (desk.draft.choice && needsWords(desk.draft.choice) && desk.draft.note.trim() === "") focusNote();
    else if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
  };
  const policies = Object.fromEntries(
    POLICY_COMMANDS.map((command, index) => [
      command,
      deciding && !may("resolve") && view?.policies[index] ? () => desk.cite(index) : undefined,
    ]),
  );
  useKeys("appeal", { uphold: choosing("uphold"), overturn: choosing("overturn") });
  useKeys(
    "desk",
    {
      allow: choosing("allow"),
      remove: choosing("remove"),
      limit_reach: choosing("limit_reach"),
      warn: choosing("warn"),
      suspend_account: choosing("suspend_account"),
      strike: desk.strike,
      escalate: choosing("escalate"),
      ...policies,
      note: deciding ? focusNote : undefined,
      privateNote: deciding ? () => focusAtEnd(privateNoteRef.current) : undefined,
      decide: deciding ? decide : undefined,
      decideFromNote: deciding ? decide : undefined,
      leaveField: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      reveal: veil.holdable ? () => veil.hold("grey") : undefined,
      revealFull: veil.holdable ? () => veil.hold("full") : undefined,
      marks: marks.toggle,
      whatIf: toggleWhatIf,
      showText: veil.veiled ? veil.toggle : undefined,
      showGrey: veil.pictures.any ? () => veil.pictures.toggle("grey") : undefined,
      showFull: veil.pictures.any ? () => veil.pictures.toggle("full") : undefined,
      skip: holds && may("release") ? claims.skip : undefined,
      undo: desk.undoLast,
      ask: view && isAskedOf(view) ? focusAnswer : holds && may("ask") ? openAsk : undefined,
      hold: mine && may("hold") ? openHold : undefined,
      resume: claimState === "held" && may("resume") ? claims.resume : undefined,
      claim:
        !mine &&
        claimState !== "held" &&
        view?.state === "open" &&
        (claimState === "lapsed" || may("claim") || may("take_over"))
          ? claims.claim
          : undefined,
      extend: mine && may("extend") ? claims.extend : undefined,
      handOver: holds && may("hand_over") ? openHandOver : undefined,
    },
    { reveal: veil.letGo, revealFull: veil.letGo },
  );
}
