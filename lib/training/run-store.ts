import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type CurveRow, curveRowSchema, trainingOptionsSchema } from "./schema.ts";

/** States in which a run still has its turn; a unique index lets one run be in them. */
export const LIVE = ["queued", "running", "cancelling"] as const;

/** What a worker needs to go on with a run. */
export async function loadRun(tx: Tx, id: string) {
  const run = await tx.trainingRun.findUnique({
    where: { id },
    include: {
      snapshot: true,
      baseVersion: { select: { id: true, name: true, version: true, artifactHash: true } },
    },
  });
  return run && { ...run, options: trainingOptionsSchema.parse(run.options) };
}
export type LoadedRun = NonNullable<Awaited<ReturnType<typeof loadRun>>>;

/**
 * Takes a run for this worker. One without a checkpoint begins anew. A worker that had it before, and was only thought dead, can write
 * to it no more.
 * @returns the number of this attempt; null where the run has ended
 */
export async function takeRun(tx: Tx, id: string): Promise<number | null> {
  const rows = await tx.$queryRaw<{ attempt: number }[]>`
    UPDATE training_runs
    SET state = CASE WHEN state = 'queued' THEN 'running' ELSE state END, attempt = attempt + 1,
        started_at = coalesce(started_at, now()), heartbeat_at = now(),
        curve = CASE WHEN checkpoint IS NULL THEN '[]' ELSE curve END
    WHERE id = ${id}::uuid AND state IN ('queued', 'running', 'cancelling') RETURNING attempt`;
  return rows[0]?.attempt ?? null;
}

/** Keeps an epoch: its row of the curve and the checkpoint, if it leaves one. @returns whether to go on */
export async function keepEpoch(
  tx: Tx,
  run: { id: string; attempt: number },
  row: CurveRow,
  checkpoint: Uint8Array<ArrayBuffer> | null,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    UPDATE training_runs
    SET curve = curve || ${JSON.stringify([row])}::jsonb, checkpoint = ${checkpoint}, heartbeat_at = now()
    WHERE id = ${run.id}::uuid AND attempt = ${run.attempt} AND state IN ('running', 'cancelling')
    RETURNING state::text`;
  return rows[0]?.state === "running";
}

/** Ends a run; the checkpoint is not needed any more. @returns whether it was this attempt's to end */
export async function endRun(
  tx: Tx,
  run: { id: string; attempt: number },
  state: "succeeded" | "failed" | "cancelled",
  failure: string | null = null,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE training_runs SET state = ${state}::training_run_state, failure = ${failure}, checkpoint = NULL, finished_at = now()
    WHERE id = ${run.id}::uuid AND attempt = ${run.attempt} AND state IN ('running', 'cancelling')`;
  return count === 1;
}

export function parseCurve(curve: unknown): CurveRow[] {
  return z.array(curveRowSchema).parse(curve);
}
