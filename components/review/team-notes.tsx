"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { NoteForm } from "#components/accounts/notes.tsx";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Section } from "#components/ui/card.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseContext } from "#lib/accounts/schema.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { queryKeys } from "./query-keys.ts";

/** Notes that stand open; the rest are a click away. */
const MOST_OPEN = 3;

type TeamNotesProps = {
  view: CaseView;
  account: NonNullable<CaseContext["account"]>;
  writing: boolean;
  setWriting: (writing: boolean) => void;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
};

/** What colleagues noted of this author, in every case of theirs. */
export function TeamNotes({ view, account, writing, setWriting, fieldRef }: TeamNotesProps) {
  const t = useTranslations("notes");
  const key = useKeyLabel();
  const client = useQueryClient();
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (writing) fieldRef.current?.focus();
  }, [writing, fieldRef]);
  const { notes, externalId } = account;
  const open = all ? notes : notes.slice(0, MOST_OPEN);
  return (
    <Section
      title={t("title")}
      aside={
        writing ? null : (
          <button
            type="button"
            className="flex items-center gap-1.5 text-accent hover:underline"
            onClick={() => setWriting(true)}
          >
            {t("write")} <Kbd>{key("desk", "teamNote")}</Kbd>
          </button>
        )
      }
    >
      {notes.length === 0 && !writing ? <p className="text-ink-2">{t("none")}</p> : null}
      <ul className="grid gap-2">
        {open.map((note) => (
          <li key={note.id} className="grid gap-0.5">
            <p dir="auto" className="break-words whitespace-pre-line">
              {note.text}
            </p>
            <p className="flex items-center gap-2 text-xs text-ink-3">
              <span>
                <bdi>{note.authorName}</bdi> · <RelativeTime at={note.createdAt} />
              </span>
              {note.pinned ? <Tag tone="accent">{t("pinned")}</Tag> : null}
            </p>
          </li>
        ))}
      </ul>
      {open.length < notes.length ? (
        <button type="button" className="mt-1 text-accent" onClick={() => setAll(true)}>
          {t("all", { count: notes.length })}
        </button>
      ) : null}
      {writing ? (
        <div className="mt-2">
          <NoteForm
            accountId={externalId}
            fieldRef={fieldRef}
            onAdded={(added) => {
              setWriting(false);
              client.setQueryData<CaseContext>(queryKeys.context(view.number), (held) =>
                held?.account ? { ...held, account: { ...held.account, notes: added } } : held,
              );
            }}
          />
        </div>
      ) : null}
    </Section>
  );
}
