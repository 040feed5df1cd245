import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, type Tx } from "#lib/db/index.ts";
import { casesQuerySchema, listCases } from "#lib/review/index.ts";
import { search, searchQuerySchema } from "#lib/search/index.ts";
import { loadCandidates } from "./load-candidates.ts";
import { type CandidatePage, chosenSchema } from "./schema.ts";

const PAGE = 60;

/** The grid's address: where from, and the search's or the queue's own filters beside it. */
export const candidatesQuerySchema = z.looseObject({
  from: chosenSchema.shape.from,
  queue: z.string().max(100).optional(),
});

/**
 * Items for the grid, from a search, from a queue in its own order, or those like one item; each with what a decision
 * on it needs. @throws DomainError forbidden, not_found, invalid
 */
export async function listCandidates(
  viewer: Viewer,
  query: z.output<typeof candidatesQuerySchema>,
): Promise<CandidatePage> {
  assertCan(viewer, "bulk:decide");
  const { from, queue, ...rest } = query;
  if (from === "queue") {
    const page = await listCases(viewer, queue ?? "", casesQuerySchema.parse({ ...rest, limit: PAGE }));
    const ids = await itemsOf(
      db(),
      page.cases.map(({ number }) => number),
    );
    return {
      candidates: await loadCandidates(db(), viewer, ids, new Map()),
      nextCursor: page.nextCursor,
    };
  }
  const page = await search(viewer, searchQuerySchema.parse({ ...rest, limit: PAGE }));
  const found = [...page.exact.items, ...page.hits];
  return {
    candidates: await loadCandidates(
      db(),
      viewer,
      found.map(({ id }) => id),
      new Map(found.map(({ id, similarity }) => [id, similarity])),
    ),
    nextCursor: page.nextCursor,
  };
}

/** The items of cases, in the cases' order. */
async function itemsOf(tx: Tx, numbers: number[]): Promise<string[]> {
  const cases = await tx.case.findMany({
    where: { number: { in: numbers } },
    select: { number: true, itemId: true },
  });
  const byNumber = new Map(cases.map(({ number, itemId }) => [number, itemId]));
  return [...new Set(numbers.flatMap((number) => byNumber.get(number) ?? []))];
}
