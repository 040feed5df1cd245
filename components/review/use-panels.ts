"use client";

import { type RefObject, useRef, useState } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import type { CaseView } from "#lib/review/schema.ts";

export type PanelName = "thread" | "alike" | "author";

/** What lies behind the desk and is opened by a key: one panel at a time, the edits, and the note on the author. */
export type Panels = {
  shown: PanelName | null;
  open: (name: PanelName) => void;
  close: () => void;
  edits: boolean;
  setEdits: (open: boolean) => void;
  noting: boolean;
  setNoting: (noting: boolean) => void;
  noteFieldRef: RefObject<HTMLTextAreaElement | null>;
};

/** @param hasAlike whether anything like the item is known by now */
export function usePanels(view: CaseView, hasAlike: boolean, mayNote: boolean): Panels {
  const [shown, setShown] = useState<PanelName | null>(null);
  const [edits, setEdits] = useState(false);
  const [noting, setNoting] = useState(false);
  const noteFieldRef = useRef<HTMLTextAreaElement>(null);
  const open = (name: PanelName) => setShown(name);
  useKeys("desk", {
    thread: view.threadSize > 1 ? () => open("thread") : undefined,
    edits: view.revisions.length > 0 ? () => setEdits(!edits) : undefined,
    alike: hasAlike ? () => open("alike") : undefined,
    author: view.account ? () => open("author") : undefined,
    teamNote: mayNote ? () => setNoting(true) : undefined,
  });
  return { shown, open, close: () => setShown(null), edits, setEdits, noting, setNoting, noteFieldRef };
}
