"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { useWords } from "#components/review/use-words.ts";
import type { PolicyVersion } from "./policy-words.ts";

/** The pairs of languages that have their own. */
export function LanguageThresholds({ version }: { version: PolicyVersion }) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const words = useWords();
  const own = Object.entries(version.thresholds.languages ?? {});
  if (own.length === 0) return null;
  return (
    <dl className="grid grid-cols-[1fr_auto_auto] gap-x-3 gap-y-[3px] tabular-nums">
      {own.map(([tag, { review, automatic }]) => (
        <Fragment key={tag}>
          <dt className="text-ink-2">{t("thresholdsIn", { language: words.language(tag) })}</dt>
          <dd>{words.probability(review)}</dd>
          <dd>{automatic === null ? tp("never") : words.probability(automatic)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
