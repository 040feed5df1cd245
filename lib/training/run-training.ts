import { createHash } from "node:crypto";
import { appendAudit } from "#lib/audit/index.ts";
import { db, inTransaction, type Prisma } from "#lib/db/index.ts";
import { policiesInForce } from "#lib/policy/index.ts";
import { type Card, FUSION_MODEL, LABELS, LATE_FUSION, type Label } from "#lib/scoring/index.ts";
import { placeModel } from "#lib/scoring/model-in-force.ts";
import { type PictureReader, prepareInputs, readersOf } from "./fusion/prepare-inputs.ts";
import { endRun, keepEpoch, type LoadedRun, loadRun, takeRun } from "./run-store.ts";
import { type CurveRow, type Evaluation, summarySchema } from "./schema.ts";
import { loadExamples } from "./snapshot-store.ts";
import type { EvaluateTask, FusedEvaluateTask, FusedTrainTask, TrainTask } from "./tasks.ts";

/** Versions trained here are numbered from above this, so that they never meet one that Docket ships. */
export const TRAINED_HERE = 1_000;
/** Of the bootstrap; the same evaluation has the same intervals. */
const EVALUATION_SEED = 20_261_121;

/** Does the heavy work somewhere where it holds up nobody: a thread in the worker, this very one in tests. */
export type Laboratory = {
  train: (
    task: TrainTask | FusedTrainTask,
    onEpoch: (row: CurveRow, checkpoint: Uint8Array<ArrayBuffer> | null) => Promise<boolean>,
  ) => Promise<{ onnx: Uint8Array; card: Card } | null>;
  evaluate: (task: EvaluateTask | FusedEvaluateTask) => Promise<Evaluation>;
  /** What kept pictures are about, for the fused model. */
  readPictures: PictureReader;
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
  const shared = {
    examples: await loadExamples(db(), run.snapshotId),
    options: run.options,
    version: String(TRAINED_HERE + run.number),
    run: run.number,
    snapshot: { number, hash, summary: summarySchema.parse(run.snapshot.summary) },
    trainedAt: new Date(),
  };
  const task: TrainTask | FusedTrainTask =
    run.baseVersion.name === FUSION_MODEL
      ? { ...shared, ...(await prepareInputs(shared.examples, laboratory.readPictures)) }
      : { ...shared, base: await placeModel(run.baseVersion), checkpoint: run.checkpoint };
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
        name: run.baseVersion.name,
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
        subject: `model:${run.baseVersion.name}/${card.version}`,
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
  laboratory: Pick<Laboratory, "evaluate" | "readPictures">,
): Promise<void> {
  const challenger = await findVersion(challengerId);
  const pointer = await db().modelPointer.findUniqueOrThrow({ where: { name: challenger.name } });
  const championId = pointer.versionId;
  if (championId === challengerId) return;
  const champion = await findVersion(championId);
  const shared = {
    examples: await loadExamples(db(), snapshotId, "test"),
    thresholds: await reviewThresholds(),
    trainedOn: await countTrainedOn(challengerId, snapshotId),
    seed: EVALUATION_SEED,
  };
  const result = await laboratory.evaluate(
    challenger.name === FUSION_MODEL
      ? await fusedTask(shared, champion, challenger, laboratory.readPictures)
      : { ...shared, challenger: await placeModel(challenger), champion: await placeModel(champion) },
  );
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

type Version = Awaited<ReturnType<typeof findVersion>>;

function findVersion(id: string) {
  return db().modelVersion.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, version: true, artifactHash: true, card: true },
  });
}

/** Late fusion has no file; every other version reads the texts as the text model does that it was trained with. */
async function fusedTask(
  shared: Pick<FusedEvaluateTask, "examples" | "thresholds" | "trainedOn" | "seed">,
  champion: Version,
  challenger: Version,
  readPictures: PictureReader,
): Promise<FusedEvaluateTask> {
  const place = (version: Version) =>
    version.version === LATE_FUSION ? null : placeModel(version, FUSION_MODEL);
  const readers = [champion, challenger].flatMap(({ card }) => readersOf(card));
  return {
    ...shared,
    ...(await prepareInputs(shared.examples, readPictures, readers)),
    champion: await place(champion),
    challenger: await place(challenger),
  };
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
      JOIN dataset_examples e ON e.snapshot_id = r.snapshot_id AND e.split = 'train'
      WHERE e.item_id = t.item_id OR (e.text = t.text AND t.text ~ '\\S'))`;
  return row?.count ?? 0;
}
