import { type Card, TEXT_MODEL } from "#lib/scoring/index.ts";
import { type Calibration, fitPlatt } from "./calibrate.ts";
import { scoreRows, type Trainable, type TuningData } from "./fine-tune.ts";
import { quantiseWeights } from "./quantise-weights.ts";
import { replaceLinear } from "./replace-linear.ts";
import type { SnapshotSummary, TrainingOptions } from "./schema.ts";
import type { TrainState } from "./train-heads.ts";

/** Dev examples of each class that a head must have before it is calibrated anew; below, the base's calibration stands. */
export const LEAST_TO_CALIBRATE = 30;
/** As in training from nothing: heavy words matter more than fine steps. */
const CLIP_DEVIATIONS = 40;
const AS_IT_WAS: Calibration = { slope: 1, intercept: 0 };

export type TunedFrom = {
  version: string;
  run: number;
  snapshot: { number: number; hash: string; summary: SnapshotSummary };
  base: Card;
  /** The base's ONNX file. */
  file: Uint8Array;
  options: TrainingOptions;
  trainedAt: Date;
};

/** The ONNX file and the card of what was trained. Weights are brought to 8 bits, as all versions have them. */
export function finishTuning(
  data: TuningData,
  base: Trainable,
  state: TrainState,
  from: TunedFrom,
): { onnx: Uint8Array; card: Card } {
  const dev = scoreRows(data, state, data.dev);
  const calibrations = dev.map((scored) => {
    const positives = scored.filter(({ positive }) => positive).length;
    if (Math.min(positives, scored.length - positives) < LEAST_TO_CALIBRATE) return AS_IT_WAS;
    return fitPlatt(
      scored.map(({ score, positive }) => ({ score: Math.log(score / (1 - score)), positive, weight: 1 })),
    );
  });
  const quantised = quantiseWeights(state.weights, base.heads.length, CLIP_DEVIATIONS);
  const onnx = replaceLinear(from.file, {
    ...quantised,
    slopes: calibrations.map(({ slope }) => slope),
    biases: calibrations.map(
      ({ slope, intercept }, head) => slope * (state.sourceBias[head] as number) + intercept,
    ),
  });
  return { onnx, card: describe(data, from) };
}

function describe({ trained, untrained }: TuningData, from: TunedFrom): Card {
  const { base, snapshot, version, run, options } = from;
  const { splits, provenance, languages, leftOut } = snapshot.summary;
  return {
    ...base,
    name: TEXT_MODEL,
    version,
    trainedAt: from.trainedAt.toISOString(),
    command: `run ${run}: epochs ${options.epochs}, rate ${options.rate}, pull ${options.pull}`,
    seed: options.seed,
    // The base was measured, not this one: what this one does stands in its evaluation.
    metrics: [],
    figures: null,
    sources: [
      ...base.sources.filter(({ name }) => !name.startsWith("snapshot ")),
      {
        name: `snapshot ${snapshot.number}`,
        origin: "decisions, appeals and annotation of this installation",
        url: "",
        licence: "own",
        languages: languages.map(({ language }) => language).join(", "),
        train: splits.train,
        dev: splits.dev,
        test: splits.test,
        nearDuplicates: leftOut.two_splits ?? 0,
      },
    ],
    limits: [
      `Trained further from version ${base.version} on ${splits.train} examples of this installation, heads ${trained.join(", ")}; ${untrained.length > 0 ? `${untrained.join(", ")} had not both classes among them and are as they were.` : "no head was left as it was."}`,
      `Thresholds, and what they gave, were measured on version ${base.version}; what this version does on this installation's own examples stands in its evaluation.`,
      "What it learned since the first version was measured on this installation's labels only: most of them are of posts that were reported, flagged or sampled here.",
      ...base.limits.filter(
        (limit) => !/^(Trained further|Thresholds, and what they gave|What it learned)/.test(limit),
      ),
    ],
    training: {
      base: base.version,
      run,
      snapshot: snapshot.number,
      snapshotHash: snapshot.hash,
      provenance: { ...provenance },
      heads: trained,
    },
  };
}
