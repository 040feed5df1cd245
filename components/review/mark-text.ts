import type { Explanation } from "#lib/review/schema.ts";

/** Depth of a mark: 1 to 4 for words that raised the score, "against" for those that lowered it. */
export type Strength = 1 | 2 | 3 | 4 | "against";
export type TextSegment = { start: number; text: string; strength: Strength | null };

/** Below this share of the strongest word a word is not worth a mark. */
const FAINTEST = 0.12;

/** How strongly to mark a weight, measured against the strongest in this text. */
export function strengthOf(weight: number, strongest: number): Strength | null {
  if (!(strongest > 0)) return null;
  const share = weight / strongest;
  if (share <= -FAINTEST) return "against";
  if (share < FAINTEST) return null;
  if (share > 0.75) return 4;
  if (share > 0.5) return 3;
  return share > 0.25 ? 2 : 1;
}

/**
 * The text cut at the explained spans. Spans may come in any order; what overlaps an earlier span or
 * lies outside the text is left out, so that the segments always join to the text itself.
 */
export function markText(text: string, spans: Explanation["spans"]): TextSegment[] {
  const strongest = Math.max(0, ...spans.map((span) => Math.abs(span.weight)));
  const segments: TextSegment[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start || span.end > text.length) continue;
    const strength = strengthOf(span.weight, strongest);
    if (strength === null) continue;
    if (span.start > at) segments.push({ start: at, text: text.slice(at, span.start), strength: null });
    segments.push({ start: span.start, text: text.slice(span.start, span.end), strength });
    at = span.end;
  }
  if (at < text.length) segments.push({ start: at, text: text.slice(at), strength: null });
  return segments;
}
