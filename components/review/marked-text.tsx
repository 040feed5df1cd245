import type { Explanation } from "#lib/review/schema.ts";
import { markText, type Strength } from "./mark-text.ts";

const MARK: Record<Strength, string> = {
  1: "contribution-1",
  2: "contribution-2",
  3: "contribution-3",
  4: "contribution-4",
  against: "contribution-against",
};

/** A text as plain text, with the words that carried a score marked in it. */
export function MarkedText({ text, spans }: { text: string; spans: Explanation["spans"] }) {
  return markText(text, spans).map((segment) =>
    segment.strength === null ? (
      segment.text
    ) : (
      <mark key={segment.start} className={MARK[segment.strength]}>
        {segment.text}
      </mark>
    ),
  );
}
