import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type Reason, reasonSchema } from "#lib/policy/index.ts";
import { caseRank, computePriority } from "./priority.ts";

export interface NewCase {
  itemId: string;
  queueSlug: string;
  severity: number;
  policyCode: string | null;
  reasons: Reason[];
  /** Calibrated probability of harm, 0 to 1. */
  confidence: number;
  /** Views per hour. */
  reach: number;
  /** Reliability of each reporter, 0 to 1. */
  reporterWeights: number[];
}

const openedSchema = z.array(z.object({ itemId: z.string() }));

/**
 * Opens cases in their queues; an item that already has an open case of that purpose keeps it.
 * A queue that does not exist or is retired falls back to the first triage queue, so that no item is lost.
 * @returns the item ids for which a case was opened now
 */
export async function openCases(tx: Tx, cases: NewCase[], now: Date): Promise<string[]> {
  if (cases.length === 0) return [];
  const rows = cases.map((one) => {
    const parts = computePriority(one);
    return {
      id: crypto.randomUUID(),
      item_id: one.itemId,
      queue: one.queueSlug,
      severity: one.severity,
      policy_code: one.policyCode,
      reasons: one.reasons,
      parts,
      rank: caseRank(parts.base, now),
    };
  });
  const opened = await tx.$queryRaw`
    INSERT INTO cases (id, queue_id, item_id, purpose, severity, policy_code, reasons, priority_parts, rank, due_at, created_at)
    SELECT x.id, queues.id, x.item_id, queues.purpose, x.severity, x.policy_code, x.reasons, x.parts, x.rank,
           ${now}::timestamptz + make_interval(mins => queues.sla_minutes), ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(id uuid, item_id uuid, queue text, severity int, policy_code text, reasons jsonb, parts jsonb, rank float8)
    JOIN queues ON queues.id = coalesce(
      (SELECT id FROM queues named WHERE named.slug = x.queue AND named.retired_at IS NULL),
      (SELECT id FROM queues fallback WHERE fallback.purpose = 'triage' AND fallback.retired_at IS NULL ORDER BY position LIMIT 1))
    ON CONFLICT (item_id, purpose) WHERE state = 'open' DO NOTHING
    RETURNING item_id AS "itemId"`;
  return openedSchema.parse(opened).map((row) => row.itemId);
}

/** A blind case says nothing of the item: the middle severity, and a rank by age alone. */
const BLIND = { severity: 3, policyCode: null, confidence: 0, reach: 0 } as const;

/**
 * Opens a case of the prevalence sample for each item, whatever became of it. Without a queue for them
 * none opens: in a triage queue they would be seen for what they are not.
 */
export async function openBlindCases(tx: Tx, itemIds: string[], now: Date): Promise<void> {
  if (itemIds.length === 0) return;
  const queue = await tx.queue.findFirst({
    where: { purpose: "prevalence", retiredAt: null },
    orderBy: { position: "asc" },
  });
  if (!queue) return;
  await openCases(
    tx,
    itemIds.map((itemId) => ({ ...BLIND, reasons: [], reporterWeights: [], itemId, queueSlug: queue.slug })),
    now,
  );
}

/** New reasons and priority for the open triage case of an item, e.g. after a report. Its claim and version stay. */
export async function refreshCasePriority(tx: Tx, update: NewCase): Promise<void> {
  const open = await tx.case.findFirst({
    where: { itemId: update.itemId, state: "open", purpose: "triage" },
  });
  if (!open) return;
  const parts = computePriority(update);
  await tx.case.updateMany({
    where: { id: open.id, state: "open" },
    data: {
      // What a colleague said of it stays.
      reasons: [...saidByPeople(open.reasons), ...update.reasons],
      priorityParts: { ...parts },
      rank: caseRank(parts.base, open.createdAt),
    },
  });
}

const saidByPeople = (reasons: unknown): Reason[] =>
  reasonSchema
    .array()
    .parse(reasons)
    .filter(({ kind }) => kind === "emergency" || kind === "escalated");
