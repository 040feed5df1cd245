import {
  type BehaviourScales,
  behaviourFeatures,
  fitBehaviourScales,
} from "#lib/scoring/behaviour-features.ts";
import { type Card, LABELS, type Label } from "#lib/scoring/index.ts";
import { UNKNOWN } from "../train-heads.ts";
import { MIN_POSITIVES } from "../train-model.ts";
import { type FusionShape, fitModality } from "./fusion-model.ts";
import type { DecidedItem, Split } from "./read-fusion-examples.ts";
import type { FusionExample } from "./train-fusion.ts";

/** Fewer training examples than this would be learnt by heart: an image embedding alone has 1,280 numbers. */
export const MIN_EXAMPLES = 1_000;
/** What modalities say together can only be learnt from items that have several. */
const MIN_TOGETHER = 500;
/** A modality of fewer examples stays out. */
const MIN_OF_MODALITY = 200;

const PROJECTION = 32;
const HIDDEN = [64, 32];

/** Too little to learn from; says what is missing. */
export class TooFewExamplesError extends Error {}

/** All that training and measuring read. */
export type PreparedFusion = {
  labels: Label[];
  absent: Card["absent"];
  scales: BehaviourScales;
  shape: FusionShape;
  train: FusionExample[];
  dev: FusionExample[];
  test: FusionExample[];
  /** Of each label its training examples, and the harmful among them. */
  counts: { labelled: number; positives: number }[];
};

/** Heads, modalities and examples of a training. @throws TooFewExamplesError */
export function prepareFusion(items: readonly DecidedItem[], report: (line: string) => void): PreparedFusion {
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
  const known = labels.map((label) => inTraining.filter((item) => item.labels[label] !== undefined));
  return {
    labels,
    absent,
    scales,
    shape: { modalities, projection: PROJECTION, hidden: HIDDEN, heads: labels.length },
    train: examplesOf("train"),
    dev: examplesOf("dev"),
    test: examplesOf("test"),
    counts: labels.map((label, at) => ({
      labelled: known[at]?.length ?? 0,
      positives: known[at]?.filter((item) => item.labels[label] === 1).length ?? 0,
    })),
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
