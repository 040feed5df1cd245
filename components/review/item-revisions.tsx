"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { cx } from "#components/ui/cx.ts";
import type { CaseView } from "#lib/review/schema.ts";

/** What it said before it was edited. */
export function ItemRevisions({ view, shown }: { view: CaseView; shown: boolean }) {
  const t = useTranslations("desk");
  if (view.revisions.length === 0) return null;
  return (
    <details className="border-t border-line px-[18px] py-2.5">
      <summary className="text-accent">{t("revisions", { count: view.revisions.length })}</summary>
      <ol className="mt-2 grid gap-2">
        {view.revisions.map((revision) => (
          <li key={revision.revision} className="grid gap-0.5">
            <p className="text-xs text-ink-3">
              {t("revision", { number: revision.revision })} · <RelativeTime at={revision.receivedAt} />
            </p>
            <p
              dir="auto"
              lang={view.item.language ?? undefined}
              aria-hidden={!shown}
              className={cx("break-words whitespace-pre-wrap text-ink-2", !shown && "veiled")}
            >
              {revision.text}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
