import { readFile } from "node:fs/promises";
import {
  type Card,
  FEATURE_VERSION,
  loadCard,
  modelPath,
  openTextModel,
  readOnnxWeights,
  scoreTexts,
  TEXT_MODEL,
} from "#lib/scoring/index.ts";
import type { ModelPlace } from "#lib/scoring/model-in-force.ts";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { evaluatePair } from "./evaluate-pair.ts";
import { dequantise, otherParts, prepareTuning, startState, tuneEpoch } from "./fine-tune.ts";
import { finishTuning } from "./finish-tuning.ts";
import { evaluateFusedTask, trainFusedTask } from "./fusion/fused-task.ts";
import { measureSnapshotFigures } from "./measure-snapshot-figures.ts";
import type { CurveRow, Evaluation } from "./schema.ts";
import type { EvaluateTask, FusedEvaluateTask, FusedTrainTask, TrainTask } from "./tasks.ts";

/**
 * Trains on from the base's weights, epoch by epoch, or from a checkpoint; a fused model from nothing.
 * @param onEpoch told of every epoch; false ends the training
 * @returns null where it was ended
 * @throws Error where the base has no weights that can be trained, or no label has both classes
 */
export async function trainTask(
  task: TrainTask | FusedTrainTask,
  onEpoch: (row: CurveRow, checkpoint: Uint8Array<ArrayBuffer> | null) => Promise<boolean>,
): Promise<{ onnx: Uint8Array; card: Card } | null> {
  if ("rows" in task) return trainFusedTask(task, onEpoch);
  const ref = { name: TEXT_MODEL, version: task.base.version };
  const card = await loadCard(ref, task.base.modelsDir);
  const file = await readFile(modelPath(ref, task.base.modelsDir));
  const labels = card.heads.map(({ label }) => label);
  // A card names more features than the hashed ones where the model has more than a linear part.
  const blended = card.features !== FEATURE_VERSION;
  const base = dequantise(readOnnxWeights(file), labels, blended);
  const offsets = blended
    ? await otherParts(
        await openTextModel(task.base),
        base,
        task.examples.map(({ text }) => text),
      )
    : undefined;
  const data = prepareTuning(task.examples, base.heads, offsets);
  if (data.trained.length === 0)
    throw new Error(
      "No label that the model has a head for has both kinds of examples in the training split.",
    );
  const resumed = task.checkpoint ? decodeCheckpoint(task.checkpoint, base) : null;
  const state = resumed?.state ?? startState(base);
  for (let epoch = (resumed?.epoch ?? 0) + 1; epoch <= task.options.epochs; epoch++) {
    const row = tuneEpoch(data, base, state, epoch, task.options);
    if (!(await onEpoch(row, encodeCheckpoint(epoch, state)))) return null;
  }
  const { version, run, snapshot, options, trainedAt } = task;
  return finishTuning(data, base, state, { version, run, snapshot, options, trainedAt, base: card, file });
}

/** Scores the test split with both versions, as they would score in service, and compares them. */
export async function evaluateTask(task: EvaluateTask | FusedEvaluateTask): Promise<Evaluation> {
  if ("rows" in task) return evaluateFusedTask(task);
  const texts = task.examples.map(({ text }, at) => ({ id: String(at), text }));
  const signals = async (place: ModelPlace) =>
    (await scoreTexts(texts, place)).results.map((result) => result.signals);
  const challenger = await signals(task.challenger);
  const evaluation = evaluatePair({
    examples: task.examples,
    champion: await signals(task.champion),
    challenger,
    thresholds: task.thresholds,
    trainedOn: task.trainedOn,
    seed: task.seed,
  });
  return { ...evaluation, figures: measureSnapshotFigures(task.examples, challenger, task.thresholds) };
}
