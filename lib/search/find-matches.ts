import type { Tx } from "#lib/db/index.ts";
import { askIndex, type Match, roughSize, scanWindow } from "./match-store.ts";

/** The newest items are looked at one by one first: a common word has a page full among them. */
const FIRST_WINDOW = 5_000;
const WINDOW = 10_000;
/** As many matches as the index may be asked for at once. */
const MOST_FROM_INDEX = 20_000;
/** A search that finds little among much says how far back it looked, and goes on when asked. */
const BUDGET_MS = 100;
const INDEX_TIMEOUT_MS = 100;

export interface Matches {
  ids: string[];
  /** Where the search stopped before it had enough: everything from this id on was looked at. */
  stoppedAt: string | null;
}

/**
 * Items that match, newest first, at most `limit`. A rare word is one for the index; of a common one the newest are
 * read in order, for its matches are too many to sort. Between the two the share among the newest items decides.
 */
export async function findMatches(
  tx: Tx,
  match: Match,
  limit: number,
  clock: () => number = () => performance.now(),
): Promise<Matches> {
  const first = await scanWindow(tx, match, FIRST_WINDOW, limit);
  const ids = [...first.found];
  if (ids.length >= limit || first.scanned < FIRST_WINDOW || first.oldest === null)
    return { ids, stoppedAt: null };
  let before = first.oldest;
  if (match.query !== null) {
    const expected = (first.matched / first.scanned) * (await roughSize(tx));
    if (expected <= MOST_FROM_INDEX) {
      const rest = await askIndex(
        { ...match, before },
        MOST_FROM_INDEX,
        limit - ids.length,
        INDEX_TIMEOUT_MS,
      );
      if (rest) return { ids: [...ids, ...rest], stoppedAt: null };
    }
  }
  const resumed = clock();
  do {
    const window = await scanWindow(tx, { ...match, before }, WINDOW, limit - ids.length);
    ids.push(...window.found);
    if (ids.length >= limit || window.scanned < WINDOW || window.oldest === null)
      return { ids, stoppedAt: null };
    before = window.oldest;
  } while (clock() - resumed < BUDGET_MS);
  return { ids, stoppedAt: before };
}
