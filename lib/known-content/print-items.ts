import { inTransaction } from "#lib/db/index.ts";
import { storePrints, unprinted } from "./prints-store.ts";

/** Items printed in one transaction: a quarter of a second of work. */
const BATCH = 500;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Prints the next items from before prints were kept. Two workers at once print some twice, to the same end.
 * @param after the last id of the batch before; null to begin
 * @returns the last id of this batch; null when there are no more
 */
export function printItems(after: string | null): Promise<{ last: string | null; count: number }> {
  return inTransaction(async (tx) => {
    const items = await unprinted(tx, after ?? FIRST, BATCH);
    await storePrints(tx, items);
    return { last: items.at(-1)?.id ?? null, count: items.length };
  });
}
