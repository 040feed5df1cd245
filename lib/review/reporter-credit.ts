import type { Tx } from "#lib/db/index.ts";

/**
 * Counts a person's verdict for or against everyone who reported the item; reliability is learned from it.
 * @param by 1 for a decision, -1 to take one back
 */
export async function creditReporters(tx: Tx, itemId: string, upheld: boolean, by: 1 | -1): Promise<void> {
  const reports = await tx.report.findMany({
    where: { itemId },
    distinct: ["reporterId"],
    select: { reporterId: true },
  });
  if (reports.length === 0) return;
  await tx.reporter.updateMany({
    where: { id: { in: reports.map((report) => report.reporterId).sort() } },
    data: upheld ? { upheld: { increment: by } } : { dismissed: { increment: by } },
  });
}
