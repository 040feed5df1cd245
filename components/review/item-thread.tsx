"use client";

import { useTranslations } from "next-intl";
import { cx } from "#components/ui/cx.ts";
import type { CaseView } from "#lib/review/schema.ts";

/** The posts around this one. They share its veil: the talk around severe content is seldom milder. */
export function ItemThread({ view, shown }: { view: CaseView; shown: boolean }) {
  const t = useTranslations("desk");
  const others = view.thread.filter((post) => post.externalId !== view.item.externalId);
  if (others.length === 0) return null;
  const unseen = view.threadSize - view.thread.length;
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
      {unseen > 0 ? <p className="text-ink-3">{t("threadMore", { count: unseen })}</p> : null}
    </section>
  );
}
