import { compileLexicon, type Entry } from "./lexicons/compile-lexicon.ts";
import { findMatches, type Match } from "./lexicons/find-matches.ts";
import { LEXICONS, type LexiconLabel } from "./lexicons/index.ts";

/** A term found in a text; offsets are UTF-16 code units of the text as given. */
type LexiconTerm = { term: string; start: number; end: number };
/** What the lists say of one label. */
export type LexiconMatch = {
  /** In (0, 1): 1 − Π(1 − value of each distinct term). No probability; thresholds are set against it as it is. */
  value: number;
  terms: LexiconTerm[];
};

/** Terms listed per label; the value counts all of them. */
const MAX_TERMS = 50;
/** Languages written as another list's: detectors often leave out the script. */
const ALIASES: Readonly<Record<string, string>> = {
  prs: "fa",
  hi: "ur-Latn",
  "hi-Latn": "ur-Latn",
  "ur-Latn": "ur-Latn",
};

const lexicon = compileLexicon(LEXICONS);

/** Changes with every edit of a list; stored with every match (invariant 9). */
export const LEXICON_VERSION: string = lexicon.version;

/**
 * Finds the terms of all word lists in a text: whole words where words are spaced, substrings in Chinese and Korean.
 *
 * Matching undoes case, compatibility forms, diacritics, zero-width characters, letter-like digits and signs,
 * repeated, spaced-out and masked letters, Cyrillic look-alikes, and the Arabic-script variants of kaf, yeh,
 * tatweel and half-space.
 *
 * `language` (BCP 47) keeps one language's ordinary words from being another's insults: of the other lists in the
 * same script, only phrases and English words count that are no ordinary words in it. Without it, words that are
 * ordinary in another language do not count, English ones count half.
 *
 * Pure and total: any string, any length, lone surrogates and NUL included. Time is linear in the length.
 * @returns label → value and terms in order of appearance; labels without a match are absent
 */
export function matchLexicon(text: string, language?: string): Record<string, LexiconMatch> {
  if (text === "") return {};
  const hint = knownLanguage(language);
  const matches = findMatches(lexicon, text);
  if (matches.length === 0) return {};
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  const innocent = matches.filter(({ entry }) => entry.label === null);
  const byLabel = new Map<LexiconLabel, { values: Map<string, number>; terms: LexiconTerm[]; end: number }>();
  let nextInnocent = 0;
  for (const match of matches) {
    const { entry, start, end } = match;
    if (entry.label === null) continue;
    const weight = weightFor(entry, hint);
    if (weight === 0 || !hasExactSpelling(match, text)) continue;
    // Both lists are in order of start; phrases are short, so looking a little back suffices.
    while (innocent[nextInnocent] && (innocent[nextInnocent]?.end ?? 0) + MAX_PHRASE_CHARACTERS < start)
      nextInnocent++;
    if (isExcused(innocent, nextInnocent, match)) continue;
    const found = byLabel.get(entry.label) ?? { values: new Map<string, number>(), terms: [], end: 0 };
    byLabel.set(entry.label, found);
    if (end <= found.end) continue;
    found.end = end;
    found.values.set(entry.term, Math.max(found.values.get(entry.term) ?? 0, entry.value * weight));
    if (found.terms.length < MAX_TERMS) found.terms.push({ term: entry.term, start, end });
  }
  return Object.fromEntries(
    Array.from(byLabel, ([label, { values, terms }]) => [label, { value: combine(values.values()), terms }]),
  );
}

/** An innocent phrase farther back than this cannot reach a match. */
const MAX_PHRASE_CHARACTERS = 500;

/** An innocent phrase excuses what it touches, but not a longer term that it is only a part of. */
function isExcused(innocent: readonly Match[], from: number, { start, end }: Match): boolean {
  for (let i = from; i < innocent.length; i++) {
    const phrase = innocent[i];
    if (!phrase || phrase.start >= end) return false;
    const isPart = phrase.start >= start && phrase.end <= end && phrase.end - phrase.start < end - start;
    if (phrase.end > start && !isPart) return true;
  }
  return false;
}

function knownLanguage(language: string | undefined): string | null {
  if (!language) return null;
  const primary = language.split("-")[0] ?? language;
  for (const name of [ALIASES[language], ALIASES[primary], language, primary]) {
    if (name && lexicon.languages.has(name)) return name;
  }
  return null;
}

/** 1: counts; 0.5: counts half; 0: not in this language. */
function weightFor(entry: Entry, hint: string | null): number {
  if (entry.isPhrase || entry.language === hint) return 1;
  if (hint === null) {
    if (entry.ordinaryIn.size === 0) return 1;
    return entry.language === "en" ? 0.5 : 0;
  }
  if (entry.script !== lexicon.languages.get(hint)) return 1;
  return entry.language === "en" && !entry.ordinaryIn.has(hint) ? 1 : 0;
}

function hasExactSpelling({ entry, start, end }: Match, text: string): boolean {
  return entry.exact === null || text.slice(start, end).normalize("NFC").toLowerCase() === entry.exact;
}

/** Rounded, so that a single term is worth exactly what its list says and inclusive thresholds mean what they say. */
function combine(values: Iterable<number>): number {
  let none = 1;
  for (const value of values) none *= 1 - value;
  return Math.min(0.9999, Math.round((1 - none) * 10_000) / 10_000);
}
