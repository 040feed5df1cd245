"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { cx } from "#components/ui/cx.ts";
import { WordDiff } from "#components/ui/word-diff.tsx";
import type { CaseView } from "#lib/review/schema.ts";

/** Every edit of the item, the newest first, word by word. */
export function Edits({ view, shown }: { view: CaseView; shown: boolean }) {
  const t = useTranslations("desk");
  const { item } = view;
  const versions = [
    { revision: item.revision, text: item.text, receivedAt: item.receivedAt },
    ...view.revisions.filter(({ revision }) => revision < item.revision),
  ];
  const later = view.revisions.filter(({ revision }) => revision > item.revision);
  return (
    <ol className="mt-2 grid gap-2.5">
      {[...later, ...versions].map((version, index, all) => {
        const before = all[index + 1];
        return (
          <li key={version.revision} className="grid gap-0.5">
            <p className="text-xs text-ink-3">
              {t("revision", { number: version.revision })} · <RelativeTime at={version.receivedAt} />
              {before ? null : ` · ${t("asFirstPosted")}`}
            </p>
            <div aria-hidden={!shown}>
              <WordDiff
                before={before?.text ?? version.text}
                after={version.text}
                language={item.language}
                className={cx("break-words whitespace-pre-wrap text-ink-2", !shown && "veiled")}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
