import { type Card, type CardMetric, FUSION_MODEL, type Label } from "#lib/scoring/index.ts";
import { assessThresholds } from "../assess-head.ts";
import { fitPlatt } from "../calibrate.ts";
import { auc, expectedCalibrationError, macroF1, type Scored } from "../metrics.ts";
import { UNKNOWN } from "../train-heads.ts";
import { MIN_POSITIVES_AUTOMATIC, type TrainingRun } from "../train-model.ts";
import { exportFusion } from "./export-fusion.ts";
import { type FusionInputs, type FusionModel, runFusion } from "./fusion-model.ts";
import { highest, type LateFusion, runLate } from "./late-fusion.ts";
import type { PreparedFusion } from "./prepare-fusion.ts";
import type { FusionExample } from "./train-fusion.ts";

const LIMITS = [
  "In force only once it was promoted; until then late fusion decides, the highest of what text, picture and text in the picture say. In force it speaks for text and picture together; text in the picture, banks of known content and models of yours go on speaking beside it.",
  "The row `fused` stands beside `late fusion`: one model per modality, trained likewise on the same examples, the highest counting. Its AUC is the floor of `fused`. The other rows show what is left when a modality is withheld.",
  "Calibrated on examples as they come. With a modality withheld its probabilities are surer than they should be; the ECE of those rows says by how much.",
  "The splits are those it was given. Of a training in the product near-duplicates, of text and of picture, are in one split; in a file they are not looked for: embeddings do not show them.",
  "It knows the labels of those who decided, and the embeddings of the models that made them: with another text or image model it has to be trained again.",
] as const;

/** What a trained version is called, and what made its inputs. */
export type FusionRun = TrainingRun & {
  source: string;
  /** The models whose embeddings it was trained with, as `<name>/<version>`; null where nobody said. */
  models: { text: string | null; image: string | null };
};

/** Calibrates and measures a fused model beside late fusion, trained likewise. @returns the file and its card */
export function describeFusion(
  prepared: PreparedFusion,
  fused: FusionModel,
  late: LateFusion,
  run: FusionRun,
): { onnx: Uint8Array; card: Card } {
  const { labels, absent, scales, shape, train, dev, test, counts } = prepared;
  const { modalities } = shape;
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
    const { labelled = 0, positives = 0 } = counts[head] ?? {};
    const use = positives >= MIN_POSITIVES_AUTOMATIC && assessed.automatic ? "automatic" : "review-only";
    const automatic = use === "automatic" ? assessed.automatic : null;
    return { label, use, labelled, positives, calibration, ...assessed, automatic };
  });
  const { version, command, seed, source, trainedAt, models } = run;
  const madeBy: Record<string, string | null> = models;
  return {
    onnx: exportFusion(fused, labels, calibrations),
    card: {
      name: FUSION_MODEL,
      version,
      kind: `early fusion of ${modalities.map(({ name, width }) => `${name} (${width})`).join(", ")}: projections to ${shape.projection} with learned masks, hidden layers of ${shape.hidden.join(" and ")}, Platt-calibrated`,
      trainedAt: trainedAt.toISOString(),
      command,
      seed,
      features: modalities.map(({ name, width }) => `${name}-${width}`).join("+"),
      heads,
      absent,
      sources: [
        {
          name: source,
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
      fusion: {
        inputs: modalities.map(({ name, width }) => ({
          name: name as "text" | "image" | "behaviour",
          width,
          model: madeBy[name] ?? null,
        })),
        scales,
      },
    },
  };
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
