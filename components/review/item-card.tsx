"use client";

import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/cx.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { ItemMedia, ItemRevisions, ItemThread } from "./case-parts.tsx";
import { ItemHeader } from "./item-header.tsx";
import { ItemText } from "./item-text.tsx";
import type { Marks } from "./use-marks.ts";
import type { Panels } from "./use-panels.ts";
import type { Veil } from "./use-veil.ts";
import { useWords } from "./use-words.ts";

type ItemCardProps = {
  view: CaseView;
  veil: Veil;
  marks: Marks;
  /** Without `open` nothing lies behind the item. */
  panels: Pick<Panels, "edits" | "setEdits"> & Partial<Pick<Panels, "open">>;
};

/** The item: the largest thing on the desk. */
export function ItemCard({ view, veil, marks, panels }: ItemCardProps) {
  const t = useTranslations("desk");
  const words = useWords();
  const key = useKeyLabel();
  const { open } = panels;
  return (
    <Card>
      <article className="flex flex-col gap-3 px-[18px] py-4" aria-label={t("item")}>
        <ItemHeader view={view}>
          {veil.veiled && veil.open ? (
            <Button size="sm" variant="quiet" hint={key("desk", "showText")} onClick={veil.toggle}>
              {t("veil.hide")}
            </Button>
          ) : null}
          {marks.signal && view.item.text !== "" ? (
            <Button size="sm" aria-pressed={marks.on} hint={key("desk", "marks")} onClick={marks.toggle}>
              {marks.on ? t("marks.hide") : t("marks.show")}
            </Button>
          ) : null}
        </ItemHeader>
        <ItemText
          text={view.item.text}
          language={view.item.language}
          explanation={marks.explanation}
          veil={veil}
        />
        {marks.on && marks.signal && view.item.text !== "" ? (
          <p className={cx("text-xs text-ink-3", !veil.shown && "invisible")}>
            {t(marks.failed ? "marks.failed" : isUnmarked(marks) ? "marks.none" : "marks.legend", {
              signal: words.signal(marks.signal),
            })}
          </p>
        ) : null}
        {view.item.media.length > 0 ? <ItemMedia view={view} pictures={veil.pictures} /> : null}
      </article>
      {view.revisions.length > 0 ? (
        <ItemRevisions view={view} shown={veil.shown} open={panels.edits} setOpen={panels.setEdits} />
      ) : null}
      {view.threadSize > 1 ? (
        <ItemThread view={view} shown={veil.shown} onWhole={open && (() => open("thread"))} />
      ) : null}
    </Card>
  );
}

/** Explained, but no word stands out. The line is there from the start, so that nothing moves when marks arrive. */
const isUnmarked = (marks: Marks) => marks.explanation?.spans.length === 0;
