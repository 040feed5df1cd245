import type { Tx } from "#lib/db/index.ts";

/**
 * Counts a verdict for or against everyone who reported the item; reliability is learned from it.
 * @param by 1 for a decision, -1 to take one back
 * @param until only for reports made until then: who reported after a decision was never credited for it
 */
export async function creditReporters(
  tx: Tx,
  itemId: string,
  upheld: boolean,
  by: 1 | -1,
  until?: Date,
): Promise<void> {
  const reports = await tx.report.findMany({
    where: { itemId, ...(until && { createdAt: { lte: until } }) },
    distinct: ["reporterId"],
    select: { reporterId: true },
  });
  if (reports.length === 0) return;
  const ids = reports.map((report) => report.reporterId).sort();
  // A count never goes below nothing, also where a report came in the very moment of the decision.
  await (upheld
    ? tx.$executeRaw`UPDATE reporters SET upheld = greatest(0, upheld + ${by}) WHERE id = ANY (${ids}::uuid[])`
    : tx.$executeRaw`UPDATE reporters SET dismissed = greatest(0, dismissed + ${by}) WHERE id = ANY (${ids}::uuid[])`);
}
