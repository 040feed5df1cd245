"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Ref, useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Textarea } from "#components/ui/field.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { NOTE_CHARACTERS } from "#lib/accounts/note.ts";
import type { NoteView } from "#lib/accounts/schema.ts";
import { accountsApi } from "./api.ts";

type NotesProps = {
  accountId: string;
  notes: readonly NoteView[];
  onChanged: (notes: NoteView[]) => void;
};

/** What colleagues should know of an account: the pinned notes first. A note stays as it was written. */
export function Notes({ accountId, notes, onChanged }: NotesProps) {
  const t = useTranslations("notes");
  const problemText = useProblemText();
  const pin = useMutation({
    mutationFn: ({ id, pinned }: NoteView) => accountsApi.pinNote(id, !pinned),
    onSuccess: onChanged,
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return (
    <div className="grid gap-2.5">
      {notes.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      <ul className="grid gap-2.5">
        {notes.map((note) => (
          <li key={note.id} className="grid gap-0.5">
            <p dir="auto" className="break-words whitespace-pre-line">
              {note.text}
            </p>
            <p className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
              <span>
                <bdi>{note.authorName}</bdi> · <RelativeTime at={note.createdAt} />
              </span>
              {note.pinned ? <Tag tone="accent">{t("pinned")}</Tag> : null}
              <button
                type="button"
                disabled={pin.isPending}
                className="text-accent underline-offset-2 hover:underline"
                onClick={() => pin.mutate(note)}
              >
                {note.pinned ? t("unpin") : t("pin")}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <NoteForm accountId={accountId} onAdded={onChanged} />
    </div>
  );
}

type NoteFormProps = {
  accountId: string;
  onAdded: (notes: NoteView[]) => void;
  fieldRef?: Ref<HTMLTextAreaElement>;
};

/** Writes a note; what could not be kept stays in the field. */
export function NoteForm({ accountId, onAdded, fieldRef }: NoteFormProps) {
  const t = useTranslations("notes");
  const problemText = useProblemText();
  const [text, setText] = useState("");
  const [pinned, setPinned] = useState(false);
  const add = useMutation({
    mutationFn: () => accountsApi.addNote(accountId, text.trim(), pinned),
    onSuccess: (notes) => {
      setText("");
      setPinned(false);
      onAdded(notes);
    },
  });
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !add.isPending) add.mutate();
      }}
    >
      <Textarea
        ref={fieldRef}
        dir="auto"
        rows={2}
        value={text}
        maxLength={NOTE_CHARACTERS}
        aria-label={t("write")}
        placeholder={t("placeholder")}
        aria-invalid={add.isError || undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        className="block resize-none"
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Checkbox
          label={t("pinIt")}
          checked={pinned}
          onChange={(event) => setPinned(event.currentTarget.checked)}
        />
        <Button type="submit" size="sm" className="ms-auto" disabled={text.trim() === "" || add.isPending}>
          {t("add")}
        </Button>
      </div>
      {add.isError ? (
        <p role="alert" className="text-xs text-bad">
          {problemText(add.error)}
        </p>
      ) : null}
    </form>
  );
}
