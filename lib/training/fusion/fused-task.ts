import {
  type Card,
  FUSION_MODEL,
  LATE_FUSION,
  loadCard,
  type Signals,
  scoreFused,
} from "#lib/scoring/index.ts";
import { evaluatePair } from "../evaluate-pair.ts";
import { measureSnapshotFigures } from "../measure-snapshot-figures.ts";
import { auc } from "../metrics.ts";
import type { CurveRow, Evaluation } from "../schema.ts";
import type { FusedEvaluateTask, FusedTrainTask } from "../tasks.ts";
import { UNKNOWN } from "../train-heads.ts";
import { describeFusion } from "./describe-fusion.ts";
import { runFusion } from "./fusion-model.ts";
import { trainLate } from "./late-fusion.ts";
import { type PreparedFusion, prepareFusion } from "./prepare-fusion.ts";
import { type FusedRow, highestOf } from "./prepare-inputs.ts";
import { fusionOptions } from "./train-fused-model.ts";
import { type FusionEpoch, fusionEpochs, meanLoss } from "./train-fusion.ts";

/** Cross-entropy: a gate that judges by log loss asks for honest probabilities. */
const GAMMA = 0;
/** Training loss is told from this many examples, the first ones: it is there to be looked at. */
const LOSS_EXAMPLES = 1_000;

/**
 * Trains a fused model from nothing on a snapshot of decided items. It takes a minute, so a killed one begins anew.
 * @param onEpoch told of every epoch; false ends the training
 * @returns null where it was ended
 * @throws TooFewExamplesError
 */
export async function trainFusedTask(
  task: FusedTrainTask,
  onEpoch: (row: CurveRow, checkpoint: null) => Promise<boolean>,
): Promise<{ onnx: Uint8Array; card: Card } | null> {
  const { examples, rows, models, options, version, run, snapshot, trainedAt } = task;
  const prepared = prepareFusion(
    examples.map(({ labels, split }, at) => {
      const { texts, image, facts } = rows[at] as FusedRow;
      const text = texts.find(({ model }) => model === models.text);
      return { text: text?.embedding ?? null, image: image?.embedding ?? null, facts, labels, split };
    }),
    () => {},
  );
  const { shape, train, dev } = prepared;
  const how = fusionOptions({ ...options, gamma: GAMMA });
  const epochs = fusionEpochs(shape, train, dev, how.fused);
  for (let from = performance.now(); ; from = performance.now()) {
    const { done, value } = epochs.next();
    if (done) {
      const late = trainLate(shape, train, dev, how.late);
      const { seed } = options;
      const made = {
        version,
        seed,
        trainedAt,
        models,
        command: `run ${run}`,
        source: `snapshot ${snapshot.number}`,
      };
      const { onnx, card } = describeFusion(prepared, value, late, made);
      const training = {
        base: LATE_FUSION,
        run,
        snapshot: snapshot.number,
        snapshotHash: snapshot.hash,
        provenance: { ...snapshot.summary.provenance },
        heads: prepared.labels,
      };
      return { onnx, card: { ...card, training } };
    }
    const seconds = (performance.now() - from) / 1000;
    if (!(await onEpoch(rowOf(value, prepared, seconds), null))) return null;
  }
}

function rowOf({ epoch, devLoss, model }: FusionEpoch, prepared: PreparedFusion, seconds: number): CurveRow {
  const { labels, train, dev } = prepared;
  const logits = runFusion(
    model,
    dev.map(({ inputs }) => inputs),
  );
  const devAuc = labels.map((label, head) => {
    const scored = dev.flatMap((example, at) => {
      const value = example.labels[head];
      const score = logits[at * labels.length + head] as number;
      return value === UNKNOWN ? [] : [{ score, positive: value === 1 }];
    });
    return [label, auc(scored)] as const;
  });
  return {
    epoch,
    trainLoss: meanLoss(model, train.slice(0, LOSS_EXAMPLES)) / labels.length,
    devLoss: devLoss === null ? null : devLoss / labels.length,
    devAuc: Object.fromEntries(devAuc),
    examplesPerSecond: train.length / Math.max(seconds, 1e-6),
    at: new Date().toISOString(),
  };
}

/** Scores the test split by both, as they would be heard in service, and compares them. */
export async function evaluateFusedTask(task: FusedEvaluateTask): Promise<Evaluation> {
  const { examples, rows, thresholds, trainedOn, seed } = task;
  const challenger = await heard(rows, task.challenger);
  const champion = await heard(rows, task.champion);
  const evaluation = evaluatePair({ examples, champion, challenger, thresholds, trainedOn, seed });
  return {
    ...evaluation,
    textModel: task.textModel,
    figures: measureSnapshotFigures(examples, challenger, thresholds),
  };
}

/** What policies would hear: late fusion; or the fused model where it has a head, beside what it does not read. */
async function heard(rows: readonly FusedRow[], place: FusedEvaluateTask["champion"]): Promise<Signals[]> {
  const late = rows.map((row) => highestOf([row.late, row.beside]));
  if (!place) return late;
  const { fusion } = await loadCard({ name: FUSION_MODEL, version: place.version }, place.modelsDir);
  const reader = fusion?.inputs.find(({ name }) => name === "text")?.model;
  const { results } = await scoreFused(
    rows.map(({ texts, image, facts }) => ({
      text: texts.find(({ model }) => model === reader) ?? null,
      image,
      facts,
    })),
    place,
  );
  return results.map((result, at) => {
    const alone = late[at] ?? {};
    if ("error" in result) return alone;
    return { ...alone, ...highestOf([result.signals, onlyOf(rows[at]?.beside ?? {}, result.signals)]) };
  });
}

function onlyOf(signals: Signals, names: Signals): Signals {
  return Object.fromEntries(Object.entries(signals).filter(([name]) => name in names));
}
