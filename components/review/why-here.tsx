"use client";

import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { PriorityPopover } from "./priority-popover.tsx";
import { useReasonWords } from "./use-words.ts";

/** Why the case is here, each reason with its threshold and weight, and what its priority is made of. */
export function WhyHere({ view }: { view: CaseView }) {
  const t = useTranslations("desk");
  const inWords = useReasonWords();
  return (
    <section aria-label={t("hereBecause")} className="flex flex-wrap items-center gap-2">
      <h2 className="text-ink-3">{t("hereBecause")}</h2>
      {view.reasons.map((reason) => {
        const words = inWords(reason);
        return (
          <Tag
            key={JSON.stringify(reason)}
            tone={words.tone}
            dot
            {...(words.detail ? { title: words.detail } : {})}
          >
            <bdi>{words.text}</bdi>
          </Tag>
        );
      })}
      <PriorityPopover view={view} />
    </section>
  );
}
