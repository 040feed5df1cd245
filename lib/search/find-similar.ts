import type { Tx } from "#lib/db/index.ts";
import { keepPassing, type Match } from "./match-store.ts";
import { similarity } from "./signature.ts";
import { findCandidates, readSignature } from "./signature-store.ts";

/** As many as are listed: past these, what is alike is alike in name only. */
const LISTED = 200;

/**
 * Items like one, the likest first, among those that match.
 * @param name of the item, ours or the platform's
 * @param least similarity
 * @returns null where nothing is known of the item
 */
export async function findSimilar(
  tx: Tx,
  name: string,
  least: number,
  match: Match,
): Promise<{ id: string; similarity: number }[] | null> {
  const like = await readSignature(tx, name);
  if (!like) return null;
  const alike = (await findCandidates(tx, like))
    .map(({ itemId, vector }) => ({ id: itemId, similarity: similarity(like.vector, vector) }))
    .filter((one) => one.similarity >= least)
    .toSorted((a, b) => b.similarity - a.similarity || (a.id < b.id ? 1 : -1));
  const kept = new Set(
    await keepPassing(
      tx,
      alike.map(({ id }) => id),
      match,
    ),
  );
  return alike.filter(({ id }) => kept.has(id)).slice(0, LISTED);
}
