"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CaseView } from "#lib/review/schema.ts";

type ItemRevisionsProps = { view: CaseView; shown: boolean; open: boolean; setOpen: (open: boolean) => void };

/** Loaded when first opened: comparing words takes code that most cases do without. */
const Edits = dynamic(() => import("./panels/edits.tsx").then((module) => module.Edits), { ssr: false });

/** What it said before it was edited, and what each edit changed. */
export function ItemRevisions({ view, shown, open, setOpen }: ItemRevisionsProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  if (view.revisions.length === 0) return null;
  return (
    <section className="border-t border-line px-[18px] py-2.5">
      <button
        type="button"
        aria-expanded={open}
        className="flex items-center gap-2 text-accent"
        onClick={() => setOpen(!open)}
      >
        {t("revisions", { count: view.revisions.length })} <Kbd>{key("desk", "edits")}</Kbd>
      </button>
      {open ? <Edits view={view} shown={shown} /> : null}
    </section>
  );
}
