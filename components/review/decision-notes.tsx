"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Textarea } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { type Choice, isAnswer } from "./draft.ts";
import type { Desk } from "./use-desk.ts";

type NoteRef = RefObject<HTMLTextAreaElement | null>;
type DecisionNotesProps = { desk: Desk; answering: boolean; noteRef: NoteRef; privateNoteRef: NoteRef };

/** Two kinds of words that must not be mistaken for one another: each field says who will read it. */
export function DecisionNotes({ desk, answering, noteRef, privateNoteRef }: DecisionNotesProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const { draft, missing, choices } = desk;
  const offered = choices.length > 0;
  const look = desk.view?.look ?? null;
  const { label, placeholder } =
    look?.role === "second" ? ONLY_COLLEAGUES : readerOf(draft.choice, answering);
  const passedOn = answering || draft.choice === "escalate";
  return (
    <div className="grid gap-1.5">
      {offered || draft.note !== "" ? (
        <Note
          id="note"
          label={t(label)}
          placeholder={t(placeholder)}
          hint={key("desk", "note")}
          value={draft.note}
          rows={draft.note === "" && !passedOn ? 1 : 3}
          maxLength={draft.choice === "escalate" ? 2000 : 5000}
          readOnly={!offered}
          invalid={missing === "note" || missing === "reason"}
          fieldRef={noteRef}
          onWrite={desk.write}
        />
      ) : null}
      {(offered && !passedOn && !look) || draft.privateNote !== "" ? (
        <Note
          id="private-note"
          label={t("privateNote")}
          placeholder={t("privateNotePlaceholder")}
          hint={key("desk", "privateNote")}
          value={draft.privateNote}
          rows={draft.privateNote === "" ? 1 : 2}
          maxLength={5000}
          readOnly={!offered}
          invalid={false}
          fieldRef={privateNoteRef}
          onWrite={desk.writePrivately}
        />
      ) : null}
    </div>
  );
}

/** A second look leads to no decision: nobody outside reads its words. */
const ONLY_COLLEAGUES = { label: "privateNote", placeholder: "privateNotePlaceholder" } as const;

/** Who reads the first field, which depends on what is chosen. */
function readerOf(choice: Choice | null, answering: boolean) {
  if (answering || isAnswer(choice)) return { label: "reason", placeholder: "reasonPlaceholder" } as const;
  if (choice === "escalate") return { label: "note", placeholder: "noteForEscalation" } as const;
  if (choice === "allow") return { label: "noteToPlatform", placeholder: "notePlatformPlaceholder" } as const;
  return { label: "noteToAuthor", placeholder: "notePlaceholder" } as const;
}

type NoteProps = {
  id: string;
  label: string;
  placeholder: string;
  hint: string;
  value: string;
  rows: number;
  maxLength: number;
  readOnly: boolean;
  invalid: boolean;
  fieldRef: NoteRef;
  onWrite: (text: string) => void;
};

function Note({ id, label, hint, value, invalid, fieldRef, onWrite, ...field }: NoteProps) {
  return (
    <div className="grid grid-cols-[92px_1fr] items-start gap-2">
      <label htmlFor={id} className="pt-1.5 text-xs leading-tight text-ink-2">
        {label}
      </label>
      <div className="relative">
        <Textarea
          id={id}
          ref={fieldRef}
          dir="auto"
          value={value}
          aria-invalid={invalid || undefined}
          onChange={(event) => onWrite(event.currentTarget.value)}
          className="block resize-none pe-9"
          {...field}
        />
        {value === "" ? <Kbd className="absolute end-2 top-1.5">{hint}</Kbd> : null}
      </div>
    </div>
  );
}
