import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type SignalSetValues, signalSetSchema } from "#lib/policy/index.ts";

const idsSchema = z.array(z.object({ id: z.string() }));

/** A page of judged items since a moment, newest first (their ids are in order of time). */
export async function judgedPage(tx: Tx, from: Date, before: string | null, size: number): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT id::text FROM items
    WHERE state <> 'pending' AND received_at >= ${from} AND (${before}::uuid IS NULL OR id < ${before}::uuid)
    ORDER BY id DESC LIMIT ${size}`;
  return idsSchema.parse(rows).map(({ id }) => id);
}

const pastSchema = z.array(
  z.object({
    id: z.string(),
    externalId: z.string(),
    /** What automation did first; null where it did nothing. */
    acted: z.string().nullable(),
    /** The queue of the first case; null where there was none. */
    queue: z.string().nullable(),
    caseNumber: z.number().nullable(),
    /** What a person decided last, where it still stands. */
    decided: z.string().nullable(),
    signals: z.array(signalSetSchema),
  }),
);
export type Past = z.infer<typeof pastSchema>[number] & { signals: SignalSetValues[] };

/** What happened to items, and the signals that were stored. */
export async function readPast(tx: Tx, ids: readonly string[]): Promise<Map<string, Past>> {
  const rows = pastSchema.parse(
    await tx.$queryRaw`
      SELECT i.id::text, i.external_id AS "externalId", c.slug AS queue, c.number AS "caseNumber",
        (SELECT action FROM decisions WHERE item_id = i.id AND source = 'automation' ORDER BY created_at LIMIT 1) AS acted,
        (SELECT action FROM decisions WHERE item_id = i.id AND source = 'person' AND i.state IN ('allowed', 'actioned')
         ORDER BY created_at DESC LIMIT 1) AS decided,
        coalesce((SELECT jsonb_agg(jsonb_build_object('source', source, 'version', version, 'provider', provider,
                  'latencyMs', latency_ms, 'values', values, 'detail', detail))
                  FROM signal_sets WHERE item_id = i.id), '[]') AS signals
      FROM items i
      LEFT JOIN LATERAL (
        SELECT q.slug, cases.number FROM cases JOIN queues q ON q.id = cases.queue_id
        WHERE cases.item_id = i.id AND cases.purpose = 'triage' ORDER BY cases.created_at LIMIT 1) c ON true
      WHERE i.id = ANY(${[...ids]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
