import { createHash } from "node:crypto";
import { appendAudit } from "#lib/audit/index.ts";
import { db, inTransaction, type Prisma } from "#lib/db/index.ts";
import { policiesInForce } from "#lib/policy/index.ts";
import { type Card, LABELS, type Label, TEXT_MODEL } from "#lib/scoring/index.ts";
import { placeModel } from "#lib/scoring/model-in-force.ts";
import type { EvaluateTask, TrainTask } from "./model-task.ts";
import { endRun, keepEpoch, type LoadedRun, loadRun, takeRun } from "./run-store.ts";
import { type CurveRow, type Evaluation, summarySchema } from "./schema.ts";
import { loadExamples } from "./snapshot-store.ts";

/** Versions trained here are numbered from above this, so that they never meet one that Docket ships. */
export const TRAINED_HERE = 1_000;
/** Of the bootstrap; the same evaluation has the same intervals. */
const EVALUATION_SEED = 20_261_121;

/** Does the heavy work somewhere where it holds up nobody: a thread in the worker, this very one in tests. */
export type Laboratory = {
  train: (
    task: TrainTask,
    onEpoch: (row: CurveRow, checkpoint: Uint8Array<ArrayBuffer>) => Promise<boolean>,
  ) => Promise<{ onnx: Uint8Array; card: Card } | null>;
  evaluate: (task: EvaluateTask) => Promise<Evaluation>;
};

/**
 * Trains a queued run to its end, or goes on from the checkpoint of a worker that died over it, then measures what
 * came out against the champion. Run twice, it does nothing the second time.
 * @returns why it failed, in the words that the run keeps; null where it did not
 * @throws only what kept it from being recorded, so that the job is tried again
 */
export async function runTraining(runId: string, laboratory: Laboratory): Promise<string | null> {
  const attempt = await takeRun(db(), runId);
  const run = attempt === null ? null : await loadRun(db(), runId);
  if (attempt === null || !run) return null;
  const mine = { id: runId, attempt };
  try {
    const produced = run.state === "cancelling" ? null : await train(run, mine, laboratory);
    if (!produced) await endRun(db(), mine, "cancelled");
    const version = produced && (await storeVersion(run, mine, produced));
    if (version) await evaluateVersion(version, run.snapshotId, laboratory);
    return null;
  } catch (error) {
    const words = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await endRun(db(), mine, "failed", words);
    return words;
  }
}

async function train(run: LoadedRun, mine: { id: string; attempt: number }, laboratory: Laboratory) {
  const { number, hash } = run.snapshot;
  const task: TrainTask = {
    examples: await loadExamples(db(), run.snapshotId),
    base: await placeModel(run.baseVersion),
    options: run.options,
    checkpoint: run.checkpoint,
    version: String(TRAINED_HERE + run.number),
    run: run.number,
    snapshot: { number, hash, summary: summarySchema.parse(run.snapshot.summary) },
    trainedAt: new Date(),
  };
  return laboratory.train(task, (row, checkpoint) => keepEpoch(db(), mine, row, checkpoint));
}

/** Keeps file and card as a candidate, and ends the run, in one transaction. @returns its id; null if not ours to end */
function storeVersion(
  run: LoadedRun,
  mine: { id: string; attempt: number },
  { onnx, card }: { onnx: Uint8Array; card: Card },
): Promise<string | null> {
  return inTransaction(async (tx) => {
    if (!(await endRun(tx, mine, "succeeded"))) return null;
    const artifactHash = createHash("sha256").update(onnx).digest("hex");
    const version = await tx.modelVersion.create({
      data: {
        name: TEXT_MODEL,
        version: card.version,
        state: "candidate",
        card: card as Prisma.InputJsonObject,
        artifact: new Uint8Array(onnx),
        artifactHash,
        trainingRunId: run.id,
      },
      select: { id: true },
    });
    await appendAudit(tx, [
      {
        actor: "automation",
        action: "model.trained",
        subject: `model:${TEXT_MODEL}/${card.version}`,
        data: { run: run.number, snapshot: run.snapshot.number, artifactHash },
      },
    ]);
    return version.id;
  });
}

/**
 * Measures a version against the champion of this moment on a snapshot's test split, and keeps the result with the
 * gate's verdict (invariant 12).
 */
export async function evaluateVersion(
  challengerId: string,
  snapshotId: string,
  laboratory: Pick<Laboratory, "evaluate">,
): Promise<void> {
  const pointer = await db().modelPointer.findUniqueOrThrow({ where: { name: TEXT_MODEL } });
  const championId = pointer.versionId;
  if (championId === challengerId) return;
  const [challenger, champion] = await Promise.all([placeOf(challengerId), placeOf(championId)]);
  const result = await laboratory.evaluate({
    examples: await loadExamples(db(), snapshotId, "test"),
    challenger,
    champion,
    thresholds: await reviewThresholds(),
    trainedOn: await countTrainedOn(challengerId, snapshotId),
    seed: EVALUATION_SEED,
  });
  await db().modelEvaluation.create({
    data: {
      challengerId,
      championId,
      snapshotId,
      result,
      passed: result.checks.every(({ passed }) => passed),
    },
  });
}

async function placeOf(id: string) {
  const version = await db().modelVersion.findUniqueOrThrow({
    where: { id },
    select: { id: true, version: true, artifactHash: true },
  });
  return placeModel(version);
}

/** The lowest review threshold of the policies that listen to a label. */
async function reviewThresholds(): Promise<Partial<Record<Label, number>>> {
  const policies = await policiesInForce(db());
  return Object.fromEntries(
    LABELS.flatMap((label) => {
      const thresholds = policies
        .filter(({ signal }) => signal === label)
        .map((one) => one.thresholds.review);
      return thresholds.length > 0 ? [[label, Math.min(...thresholds)]] : [];
    }),
  );
}

/** Test examples of a snapshot that a version, or one it descends from, had in training; splits for ever make it 0. */
async function countTrainedOn(versionId: string, snapshotId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    WITH RECURSIVE lineage AS (
      SELECT ${versionId}::uuid AS id
      UNION SELECT r.base_version_id FROM lineage l
      JOIN model_versions v ON v.id = l.id JOIN training_runs r ON r.id = v.training_run_id)
    SELECT count(*)::int AS count FROM dataset_examples t
    WHERE t.snapshot_id = ${snapshotId}::uuid AND t.split = 'test' AND EXISTS (
      SELECT 1 FROM lineage l JOIN model_versions v ON v.id = l.id JOIN training_runs r ON r.id = v.training_run_id
      JOIN dataset_examples e ON e.snapshot_id = r.snapshot_id AND e.split = 'train' WHERE e.text = t.text)`;
  return row?.count ?? 0;
}
