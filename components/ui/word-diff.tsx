"use client";

import { diffWordsWithSpace } from "diff";
import { useLocale } from "next-intl";
import { useMemo } from "react";

type WordDiffProps = {
  before: string;
  after: string;
  /** The language of the texts, for where their words end; the reader's where not known. */
  language?: string | null;
  className?: string;
  /** inline: both in one text; before, after: one side, with only its own words marked. */
  side?: "inline" | "before" | "after";
};

/** Two texts word by word: what went is struck through and red, what came is underlined and green. */
export function WordDiff({ before, after, language, className, side = "inline" }: WordDiffProps) {
  const locale = useLocale();
  const parts = useMemo(() => {
    const intlSegmenter = new Intl.Segmenter(segmenterLocale(language) ?? locale, { granularity: "word" });
    return diffWordsWithSpace(before, after, { intlSegmenter }).map((part, position) => ({
      ...part,
      position,
    }));
  }, [before, after, language, locale]);
  return (
    <p dir="auto" lang={language ?? undefined} className={className}>
      {parts.map((part) => {
        if (part.added)
          return side === "before" ? null : (
            <ins key={part.position} className="bg-ok-soft text-ok underline">
              {part.value}
            </ins>
          );
        if (part.removed)
          return side === "after" ? null : (
            <del key={part.position} className="bg-bad-soft text-bad">
              {part.value}
            </del>
          );
        return <span key={part.position}>{part.value}</span>;
      })}
    </p>
  );
}

/** A language tag that this browser takes; a platform may send any word. */
function segmenterLocale(language: string | null | undefined): string | undefined {
  try {
    return language ? Intl.Segmenter.supportedLocalesOf(language)[0] : undefined;
  } catch {
    return undefined;
  }
}
