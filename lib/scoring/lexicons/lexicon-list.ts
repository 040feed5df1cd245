import type { Label } from "../labels.ts";

/**
 * What a word list can say. "toxic" is no matter of words; "slur" is kept apart from "hate" because a slur is one
 * word whose use a person must judge, while "hate" holds phrases that exclude or dehumanise.
 */
export type LexiconLabel = Exclude<Label, "toxic"> | "slur";

/** Terms of one label that weigh the same. */
export type LexiconGroup = {
  label: LexiconLabel;
  /** 1 mild or help-seeking, 2 clear, 3 grave. */
  severity: 1 | 2 | 3;
  /** Ambiguous, reclaimed or often innocent: weighs half, so that it needs company to matter. */
  review: boolean;
  terms: string[];
};

/** The lists of one language. */
export type LexiconList = {
  /** BCP 47. */
  language: string;
  script: "latin" | "arabic" | "cyrillic" | "cjk";
  groups: LexiconGroup[];
  /**
   * Ordinary words and phrases that contain or look like a term; a match that touches one does not count,
   * unless the phrase is only a part of the match.
   */
  innocent: string[];
  /** Terms of other languages that are ordinary words in this one. */
  homographs: string[];
  /** Words that may stand inside a phrase without changing it ("I just want to …"). */
  fillers: string[];
  /** Endings under which a single-word term of four letters or more is still that term. */
  endings: string[];
};

/** A group from comma-separated terms. */
export function clear(label: LexiconLabel, severity: 1 | 2 | 3, terms: string): LexiconGroup {
  return { label, severity, review: false, terms: splitTerms(terms) };
}

/** As {@link clear}, for terms that may be innocent. */
export function ambiguous(label: LexiconLabel, severity: 1 | 2 | 3, terms: string): LexiconGroup {
  return { label, severity, review: true, terms: splitTerms(terms) };
}

/** Comma-separated terms as an array. */
export function splitTerms(terms: string): string[] {
  return terms
    .split(",")
    .map((term) => term.trim().replace(/\s+/g, " "))
    .filter((term) => term !== "");
}
