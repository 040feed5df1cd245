"use client";

import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import type { CaseView } from "#lib/review/schema.ts";

type ItemThreadProps = { view: CaseView; shown: boolean; onWhole: (() => void) | undefined };

/** The posts around this one. They share its veil: the talk around severe content is seldom milder. */
export function ItemThread({ view, shown, onWhole }: ItemThreadProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const others = view.thread.filter((post) => post.externalId !== view.item.externalId);
  if (others.length === 0 && view.threadSize < 2) return null;
  // Its own post is one of the thread too.
  const unseen = view.threadSize - others.length - 1;
  return (
    <section
      aria-label={t("thread")}
      className="grid gap-1.5 border-t border-line px-[18px] py-2.5 text-ink-2"
    >
      {others.map((post) => (
        <p key={post.externalId} aria-hidden={!shown} className={cx("break-words", !shown && "veiled")}>
          <b className="font-[550] text-ink">
            {t("account")} <bdi>{post.accountExternalId ?? "—"}</bdi>
          </b>{" "}
          <bdi>{post.text}</bdi>
        </p>
      ))}
      <p className="flex flex-wrap items-center gap-2 text-ink-3">
        {unseen > 0 ? t("threadMore", { count: unseen }) : null}
        {onWhole ? (
          <Button size="sm" hint={key("desk", "thread")} onClick={onWhole}>
            {t("threadWhole")}
          </Button>
        ) : null}
      </p>
    </section>
  );
}
