"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import { Tag } from "#components/ui/tag.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { PriorityPopover } from "./priority-popover.tsx";
import { useReasonWords } from "./use-words.ts";

/** Why the case is here, each reason with its threshold and weight, and what its priority is made of. */
export function WhyHere({ view, children }: { view: CaseView; children?: ReactNode }) {
  const t = useTranslations("desk");
  const inWords = useReasonWords();
  const [explained, setExplained] = useState(false);
  useKeys("desk", { priority: view.blind ? undefined : () => setExplained(!explained) });
  return (
    <section aria-label={t("hereBecause")} className="flex flex-wrap items-center gap-2">
      <h2 className="text-ink-3">{t("hereBecause")}</h2>
      {view.blind ? (
        <Tag tone="accent" dot>
          {t("blind")}
        </Tag>
      ) : null}
      {view.reasons.map((reason) => {
        const words = inWords(reason);
        const tag = (
          <Tag tone={words.tone} dot>
            <bdi>{words.text}</bdi>
          </Tag>
        );
        if (!words.detail) return <span key={JSON.stringify(reason)}>{tag}</span>;
        return (
          <Tooltip key={JSON.stringify(reason)} text={words.detail}>
            <button type="button" className="cursor-default rounded-full">
              {tag}
            </button>
          </Tooltip>
        );
      })}
      {view.blind ? null : <PriorityPopover view={view} open={explained} onOpenChange={setExplained} />}
      {children}
      {view.reasons.map((reason) =>
        reason.kind === "escalated" ? (
          <p
            key={reason.note}
            dir="auto"
            className="basis-full border-s-2 border-hold ps-2.5 break-words text-ink-2"
          >
            {reason.note}
          </p>
        ) : null,
      )}
    </section>
  );
}
