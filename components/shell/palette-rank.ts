import { parseCaseNumber } from "./case-number.ts";

/** What the last choice gains over one never made, as a part of the match: recency settles ties, it does not win alone. */
const RECENT_BONUS = 0.3;

/** What the server found by its name begins so; it fits, but never so well that it takes the place of a known entry. */
export const FOUND = "found:";
const FOUND_FIT = 0.5;
/** The way to the whole search is the last resort. */
export const LAST = "last:";
const LAST_FIT = 0.01;
/** A case by its number is what was meant. */
export const EXACT = "exact:";

type Match = (value: string, search: string, keywords?: string[]) => number;

/**
 * How well an entry fits what was typed, in [0, 1]; 0 is no match. It is found by its words, not by its id, and what
 * was chosen lately comes first among equals.
 * @param recent ids, the newest first
 * @param numbersAreCases whether a number names a case and nothing else, so that nothing takes its place
 */
export function rankEntry(match: Match, recent: readonly string[], numbersAreCases = false): Match {
  return (id, search, keywords = []) => {
    if (id.startsWith(EXACT)) return 1;
    if (id.startsWith(FOUND)) return FOUND_FIT;
    if (id.startsWith(LAST)) return LAST_FIT;
    if (numbersAreCases && parseCaseNumber(search) !== null) return 0;
    const fit = Math.max(0, ...keywords.map((word) => match(word, search)));
    if (fit === 0) return 0;
    const place = recent.indexOf(id);
    const recency = place < 0 ? 0 : 1 - place / recent.length;
    return (fit * (1 + RECENT_BONUS * recency)) / (1 + RECENT_BONUS);
  };
}
