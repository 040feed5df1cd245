import type { Thresholds } from "./schema.ts";

/** The two numbers that count for one item. */
export type ThresholdPair = { automatic: number | null; review: number };

/**
 * The thresholds for an item of this language: the language's own pair where the policy has one (the longest
 * matching tag: `en` covers en-GB, `en-GB` comes before it), else the default, whose automatic threshold only
 * counts where it was measured. Whoever writes a pair for a language answers for it there.
 * @param language BCP 47; null when unknown, which no list and no pair covers
 */
export function thresholdsFor(thresholds: Thresholds, language: string | null): ThresholdPair {
  const own = Object.entries(thresholds.languages ?? {})
    .filter(([tag]) => covers(tag, language))
    .sort(([a], [b]) => b.length - a.length)[0];
  if (own) return own[1];
  const measured =
    !thresholds.automaticLanguages || thresholds.automaticLanguages.some((tag) => covers(tag, language));
  return { automatic: measured ? thresholds.automatic : null, review: thresholds.review };
}

function covers(tag: string, language: string | null): boolean {
  return language === tag || language?.startsWith(`${tag}-`) === true;
}
