"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import type { QueueSummary } from "#lib/review/queue-schema.ts";
import type { CaseFilterState } from "./use-case-filter.ts";

type Gap = QueueSummary["gaps"][number];
type GapNoticesProps = { gaps: readonly Gap[]; state: CaseFilterState; mayEditSkills: boolean };

/** Cases that nobody at work is given: said loudly, since they would wait in silence. */
export function GapNotices({ gaps, state, mayEditSkills }: GapNoticesProps) {
  const t = useTranslations("gaps");
  const words = useWords();
  if (gaps.length === 0) return null;
  return (
    <ul role="alert" aria-label={t("title")} className="mb-3 grid gap-1.5">
      {gaps.map((gap) => {
        const facet = gap.kind === "language" || gap.kind === "policy" ? gap.kind : null;
        return (
          <li
            key={`${gap.kind} ${gap.value}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-bad-soft px-3 py-1.5 text-bad"
          >
            <span>
              {t(gap.kind, {
                count: gap.count,
                value: gap.kind === "language" ? words.language(gap.value) : gap.value,
              })}
            </span>
            <span className="ms-auto flex gap-1.5">
              {facet ? (
                <Button size="sm" onClick={() => state.apply({ [facet]: [gap.value] })}>
                  {t("show")}
                </Button>
              ) : null}
              {mayEditSkills ? (
                <Link href="/settings/skills" prefetch={false} className={buttonClass("default", "sm")}>
                  {t("skills")}
                </Link>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
