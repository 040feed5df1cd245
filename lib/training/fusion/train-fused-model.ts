import {
  type BehaviourScales,
  behaviourFeatures,
  fitBehaviourScales,
} from "#lib/scoring/behaviour-features.ts";
import { type Card, type CardMetric, FUSION_MODEL, LABELS, type Label } from "#lib/scoring/index.ts";
import { assessThresholds } from "../assess-head.ts";
import { fitPlatt } from "../calibrate.ts";
import { auc, expectedCalibrationError, macroF1, type Scored } from "../metrics.ts";
import { seededRandom } from "../seeded-random.ts";
import { UNKNOWN } from "../train-heads.ts";
import { MIN_POSITIVES, type TrainingRun } from "../train-model.ts";
import type { InputPort } from "../write-version.ts";
import { exportFusion } from "./export-fusion.ts";
import { type FusionInputs, type FusionShape, fitModality, runFusion } from "./fusion-model.ts";
import { highest, runLate, trainLate } from "./late-fusion.ts";
import type { DecidedItem, Split } from "./read-fusion-examples.ts";
import { type FusionExample, trainFusion } from "./train-fusion.ts";

/** Fewer training examples than this would be learnt by heart: an image embedding alone has 1,280 numbers. */
const MIN_EXAMPLES = 1_000;
/** What modalities say together can only be learnt from items that have several. */
const MIN_TOGETHER = 500;
/** A modality of fewer examples stays out. */
const MIN_OF_MODALITY = 200;

const PROJECTION = 32;
const HIDDEN = [64, 32];
const EPOCHS = 15;
const RATE = 1e-3;
/** Of 0.3 and 0.5 the one with less calibration error where a modality is withheld, on a constructed task. */
const MODALITY_DROPOUT = 0.5;
/** Alpha of 0.5 treats both classes alike; gamma is the operator's. */
const ALPHA = 0.5;

const LIMITS = [
  "Not in force: nothing asks this model for scores. Late fusion decides, the highest of what text, picture and text in the picture say.",
  "The row `fused` stands beside `late fusion`: one model per modality, trained likewise on the same examples, the highest counting. Its AUC is the floor of `fused`. The other rows show what is left when a modality is withheld.",
  "Calibrated on examples as they come. With a modality withheld its probabilities are surer than they should be; the ECE of those rows says by how much.",
  "The splits are those of the file. Near-duplicates across them are not looked for: embeddings do not show them.",
  "It knows the labels of those who decided, and the embeddings of the models that made them: with another text or image model it has to be trained again.",
] as const;

type Trained = { onnx: Uint8Array; card: Card; scales: BehaviourScales; ports: InputPort[] };

/** Too little to learn from; says what is missing. */
export class TooFewExamplesError extends Error {}

/**
 * Trains, calibrates and measures a fused model, and late fusion beside it.
 * @param gamma of focal loss; 0 is cross-entropy
 * @throws TooFewExamplesError
 */
export function trainFusedModel(
  items: readonly DecidedItem[],
  run: TrainingRun & { gamma: number; source: string },
  report: (line: string) => void,
): Trained {
  const inTraining = items.filter(({ split }) => split === "train");
  const scales = fitBehaviourScales(inTraining.map(({ facts }) => facts ?? {}));
  const inputsOf = ({ text, image, facts }: DecidedItem) => ({
    text,
    image,
    behaviour: facts && behaviourFeatures(facts, scales),
  });
  const present = inTraining.map(inputsOf);
  requireEnough(present.map((inputs) => Object.values(inputs).filter((input) => input !== null).length));
  const modalities = (["text", "image", "behaviour"] as const).flatMap((name) => {
    const seen = present.flatMap((inputs) => inputs[name] ?? []);
    if (seen.length >= MIN_OF_MODALITY) return fitModality(name, seen[0]?.length ?? 0, seen);
    report(`${name}: in ${seen.length} training examples; ${MIN_OF_MODALITY} are the least, so it stays out`);
    return [];
  });
  const { labels, absent } = chooseHeads(items);
  const shape: FusionShape = { modalities, projection: PROJECTION, hidden: HIDDEN, heads: labels.length };
  const examplesOf = (wanted: Split): FusionExample[] =>
    items
      .filter(({ split }) => split === wanted)
      .map((item) => {
        const inputs: Record<string, Float32Array | null> = inputsOf(item);
        return {
          inputs: modalities.map(({ name }) => inputs[name] ?? null),
          labels: Int8Array.from(labels, (label) => item.labels[label] ?? UNKNOWN),
        };
      });
  const [train, dev, test] = [examplesOf("train"), examplesOf("dev"), examplesOf("test")];
  const focal = { gamma: run.gamma, alpha: ALPHA };
  const options = { epochs: EPOCHS, rate: RATE, modalityDropout: MODALITY_DROPOUT, focal };
  const fused = trainFusion(
    shape,
    train,
    dev,
    { ...options, random: seededRandom(run.seed) },
    (epoch, loss) => report(`epoch ${epoch}: dev loss ${loss?.toFixed(4)}`),
  );
  report("late fusion, to compare");
  const late = trainLate(shape, train, dev, {
    ...options,
    modalityDropout: 0,
    random: seededRandom(run.seed),
  });

  const metrics: CardMetric[] = [];
  const calibrations = labels.map((_, head) =>
    fitPlatt(
      scoresOf(dev, head, (inputs) => runFusion(fused, [inputs])[head] as number).map((one) => ({
        ...one,
        weight: 1,
      })),
    ),
  );
  const heads = labels.map((label, head): Card["heads"][number] => {
    const calibration = calibrations[head] as (typeof calibrations)[number];
    const fusedScore = (inputs: FusionInputs) =>
      sigmoid(calibration.slope * (runFusion(fused, [inputs])[head] as number) + calibration.intercept);
    const lateScores = scoresOf(test, head, (inputs) => sigmoid(highest(runLate(late, inputs), head)));
    const tested = scoresOf(test, head, fusedScore);
    metrics.push({ ...measure(label, "fused", tested), floor: auc(lateScores) });
    metrics.push(measure(label, "late fusion", lateScores));
    for (const [at, { name }] of modalities.entries()) {
      const withheld = (inputs: FusionInputs) =>
        fusedScore(inputs.map((input, index) => (index === at ? null : input)));
      metrics.push(measure(label, `without ${name}`, scoresOf(test, head, withheld)));
    }
    const sourced = (scores: Scored[]) => scores.map((one) => ({ ...one, source: run.source, lang: "" }));
    const assessed = assessThresholds(sourced(scoresOf(dev, head, fusedScore)), sourced(tested));
    const known = inTraining.filter((item) => item.labels[label] !== undefined);
    return {
      label,
      use: "review-only",
      labelled: known.length,
      positives: known.filter((item) => item.labels[label] === 1).length,
      calibration,
      ...assessed,
      automatic: null,
    };
  });
  return {
    scales,
    ports: [
      ...modalities.map(({ name, width }) => ({ name, type: "TYPE_FP32", size: width }) as const),
      { name: "present", type: "TYPE_FP32", size: modalities.length },
    ],
    onnx: exportFusion(fused, labels, calibrations),
    card: {
      name: FUSION_MODEL,
      version: run.version,
      kind: `early fusion of ${modalities.map(({ name, width }) => `${name} (${width})`).join(", ")}: projections to ${PROJECTION} with learned masks, hidden layers of ${HIDDEN.join(" and ")}, Platt-calibrated`,
      trainedAt: run.trainedAt.toISOString(),
      command: run.command,
      seed: run.seed,
      features: modalities.map(({ name, width }) => `${name}-${width}`).join("+"),
      heads,
      absent,
      sources: [
        {
          name: run.source,
          origin: "the operator's decided items",
          url: "",
          licence: "",
          languages: "",
          train: train.length,
          dev: dev.length,
          test: test.length,
          nearDuplicates: 0,
        },
      ],
      metrics,
      limits: [...LIMITS],
    },
  };
}

function requireEnough(modalitiesPerExample: readonly number[]): void {
  const seen = modalitiesPerExample.filter((count) => count > 0).length;
  const together = modalitiesPerExample.filter((count) => count > 1).length;
  if (seen < MIN_EXAMPLES)
    throw new TooFewExamplesError(
      `${seen} training examples have any input; ${MIN_EXAMPLES} are the least. Until then late fusion serves you better.`,
    );
  if (together < MIN_TOGETHER)
    throw new TooFewExamplesError(
      `${together} training examples have more than one of text, image and facts; ${MIN_TOGETHER} are the least. Without them there is nothing to fuse.`,
    );
}

/** The labels with enough of both classes to learn, calibrate and measure; of the others, why not. */
function chooseHeads(items: readonly DecidedItem[]): { labels: Label[]; absent: Card["absent"] } {
  const count = (label: Label, split: Split, answer: 0 | 1) =>
    items.filter((item) => item.split === split && item.labels[label] === answer).length;
  const lacking = (label: Label): string | null => {
    for (const [answer, word] of [
      [1, "harmful"],
      [0, "harmless"],
    ] as const) {
      const n = count(label, "train", answer);
      if (n < MIN_POSITIVES) return `${n} ${word} training examples; ${MIN_POSITIVES} are the least`;
      for (const split of ["dev", "test"] as const)
        if (count(label, split, answer) === 0) return `no ${word} example in ${split}`;
    }
    return null;
  };
  const absent = LABELS.flatMap((label) => {
    const reason = lacking(label);
    return reason ? [{ label, reason }] : [];
  });
  const labels = LABELS.filter((label) => !absent.some((one) => one.label === label));
  if (labels.length === 0)
    throw new TooFewExamplesError(
      `No label has enough examples: ${absent.map(({ label, reason }) => `${label} (${reason})`).join(", ")}.`,
    );
  return { labels, absent };
}

function scoresOf(
  examples: readonly FusionExample[],
  head: number,
  score: (inputs: FusionInputs) => number,
): Scored[] {
  return examples.flatMap(({ inputs, labels }) =>
    labels[head] === UNKNOWN ? [] : [{ score: score(inputs), positive: labels[head] === 1 }],
  );
}

function measure(label: Label, source: string, scores: readonly Scored[]): CardMetric {
  return {
    label,
    source,
    auc: auc(scores),
    macroF1: macroF1(scores, 0.5),
    ece: expectedCalibrationError(scores),
    n: scores.length,
    positives: scores.filter(({ positive }) => positive).length,
    floor: null,
  };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
