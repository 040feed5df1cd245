import { inTransaction, type Tx } from "#lib/db/index.ts";
import { reconsiderItem, sendJobs } from "#lib/jobs/index.ts";
import type { Parsed } from "./read-batch.ts";
import type { ReportInput, ReportResult } from "./schema.ts";

/**
 * Notes reports and has each newly reported item looked at again. The same person reporting the same
 * item for the same reason counts once. A report on an unknown item is refused by itself.
 */
export function reportItems(parsed: Parsed<ReportInput>[]): Promise<ReportResult[]> {
  return inTransaction(async (tx) => {
    const reports = parsed.flatMap((element) => (element.ok ? [element.value] : []));
    const itemIds = await currentItems(
      tx,
      reports.map((report) => report.externalId),
    );
    const reporterIds = await upsertReporters(
      tx,
      reports.map((report) => report.reporterExternalId),
    );
    const results: ReportResult[] = [];
    const touched = new Set<string>();
    for (const element of parsed) {
      if (!element.ok) {
        results.push({ externalId: element.externalId, status: "refused", errors: element.errors });
        continue;
      }
      const { externalId, reporterExternalId, reason, comment } = element.value;
      const itemId = itemIds.get(externalId);
      const reporterId = reporterIds.get(reporterExternalId);
      if (!itemId || !reporterId) {
        results.push({
          externalId,
          status: "refused",
          errors: [{ field: "externalId", message: "there is no item with this id" }],
        });
        continue;
      }
      const { count } = await tx.report.createMany({
        data: [{ itemId, reporterId, reason, comment: comment ?? null }],
        skipDuplicates: true,
      });
      if (count > 0) touched.add(itemId);
      results.push({ externalId, status: count > 0 ? "accepted" : "unchanged" });
    }
    await sendJobs(
      tx,
      reconsiderItem,
      [...touched].map((itemId) => ({ itemId })),
    );
    return results;
  });
}

async function currentItems(tx: Tx, externalIds: string[]): Promise<Map<string, string>> {
  const items = await tx.item.findMany({
    where: { externalId: { in: externalIds } },
    orderBy: { lastSeenAt: "asc" },
    select: { id: true, externalId: true },
  });
  return new Map(items.map((item) => [item.externalId, item.id]));
}

async function upsertReporters(tx: Tx, externalIds: string[]): Promise<Map<string, string>> {
  const unique = [...new Set(externalIds)].sort();
  await tx.reporter.createMany({ data: unique.map((externalId) => ({ externalId })), skipDuplicates: true });
  const rows = await tx.reporter.findMany({
    where: { externalId: { in: unique } },
    select: { id: true, externalId: true },
  });
  return new Map(rows.map((row) => [row.externalId, row.id]));
}
