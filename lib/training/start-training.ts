import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { sendJobs, trainModel as trainModelJob } from "#lib/jobs/index.ts";
import { FUSION_MODEL, LATE_FUSION, TEXT_MODEL } from "#lib/scoring/index.ts";
import { DEFAULT_OPTIONS } from "./fine-tune.ts";
import { freezeSnapshot } from "./freeze-snapshot.ts";
import { freezeDecided } from "./fusion/freeze-decided.ts";
import { FUSION_EPOCHS, FUSION_RATE } from "./fusion/train-fused-model.ts";
import { LIVE } from "./run-store.ts";
import { type MovableModel, startTrainingSchema, type TrainingOptions } from "./schema.ts";

/** Freezing a large pool of labels takes longer than a click usually may. */
const FREEZE_TIMEOUT_MS = 120_000;

/** The fused model is trained from nothing each time, so nothing pulls it anywhere. */
const FUSED_OPTIONS: TrainingOptions = { epochs: FUSION_EPOCHS, rate: FUSION_RATE, pull: 0, seed: 1 };

/**
 * Freezes a snapshot and queues a training on it: of the text model from the champion's weights, of the fused one from
 * nothing. Both, and the job, exist or none does.
 * @throws DomainError conflict while another run is under way, or where there is nothing to tell apart or too little
 */
export function startTraining(
  viewer: Viewer,
  body: { note: string },
  model: MovableModel = TEXT_MODEL,
): Promise<{ run: number; snapshot: number }> {
  assertCan(viewer, "models:train");
  const { note } = startTrainingSchema.parse(body);
  return inTransaction(
    async (tx) => {
      await refuseSecond(tx);
      const baseVersionId = await baseOf(tx, model);
      const freeze = model === FUSION_MODEL ? freezeDecided : freezeSnapshot;
      const snapshot = await freeze(tx, viewer, note);
      const run = await tx.trainingRun.create({
        data: {
          snapshotId: snapshot.id,
          baseVersionId,
          options: model === FUSION_MODEL ? FUSED_OPTIONS : DEFAULT_OPTIONS,
          createdById: viewer.userId,
        },
      });
      await sendJobs(tx, trainModelJob, [{ runId: run.id }]);
      await appendAudit(tx, [
        {
          actor: `user:${viewer.userId}`,
          action: "training.started",
          subject: `training_run:${run.number}`,
          data: { model, snapshot: snapshot.number, hash: snapshot.hash },
        },
      ]);
      return { run: run.number, snapshot: snapshot.number };
    },
    { timeout: FREEZE_TIMEOUT_MS },
  );
}

/** What a run starts from, which also says whose run it is: of the fused model late fusion, which has no weights. */
async function baseOf(tx: Tx, model: string): Promise<string> {
  const late = { name_version: { name: FUSION_MODEL, version: LATE_FUSION } };
  const found =
    model === FUSION_MODEL
      ? (await tx.modelVersion.findUnique({ where: late, select: { id: true } }))?.id
      : (await tx.modelPointer.findUnique({ where: { name: model } }))?.versionId;
  if (!found) throw new DomainError("conflict", "No model is in force that training could start from.");
  return found;
}

/** The unique index settles a race; this says it in words. */
async function refuseSecond(tx: Tx): Promise<void> {
  const live = await tx.trainingRun.findFirst({ where: { state: { in: [...LIVE] } } });
  if (live)
    throw new DomainError("conflict", `Run ${live.number} is under way; only one can be.`, {
      extra: { run: live.number },
    });
}

/** Asks a run to stop after its epoch; one that waits stops at once. @throws DomainError not_found, conflict */
export function cancelTraining(viewer: Viewer, number: number): Promise<{ state: string }> {
  assertCan(viewer, "models:train");
  return inTransaction(async (tx) => {
    const rows = await tx.$queryRaw<{ state: string }[]>`
      UPDATE training_runs
      SET state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE 'cancelling' END::training_run_state,
          finished_at = CASE WHEN state = 'queued' THEN now() END
      WHERE number = ${number} AND state IN ('queued', 'running') RETURNING state::text`;
    const [row] = rows;
    if (!row) {
      const found = await tx.trainingRun.findUnique({ where: { number } });
      if (!found) throw new DomainError("not_found", "There is no such run.");
      throw new DomainError("conflict", "This run has ended, or is being cancelled already.");
    }
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "training.cancelled",
        subject: `training_run:${number}`,
        data: {},
      },
    ]);
    return row;
  });
}
