import { z } from "zod";
import { BEHAVIOUR_FACTS } from "#lib/scoring/behaviour-features.ts";
import { headsFiguresSchema, identitiesSchema } from "#lib/scoring/card-figures.ts";
import { LABELS } from "#lib/scoring/labels.ts";

const label = z.enum(LABELS);
const binary = z.union([z.literal(0), z.literal(1)]);
const split = z.enum(["train", "dev", "test"]);
const interval = z.tuple([z.number(), z.number()]);

/** One frozen example, as it is hashed, stored and downloaded. */
export const exampleSchema = z.object({
  text: z.string(),
  language: z.string().nullable(),
  labels: z.partialRecord(label, binary),
  provenance: z.array(
    z.object({
      source: z.enum(["decision", "sample", "consensus", "gold", "appeal"]),
      id: z.string(),
      label,
      value: binary,
    }),
  ),
  split,
  itemId: z.string().nullable(),
  /** What the fused model reads besides the text: facts as they stood, and the kept pictures' files. */
  inputs: z
    .object({
      facts: z.partialRecord(z.enum(BEHAVIOUR_FACTS), z.number().nullable()),
      pictures: z.array(z.string()),
    })
    .nullish(),
});
export type FrozenExample = z.infer<typeof exampleSchema>;

const LEFT_OUT = ["empty", "unsure", "two_splits"] as const;
const count = z.number().int().nonnegative();

export const summarySchema = z.object({
  examples: count,
  splits: z.object({ train: count, dev: count, test: count }),
  /** Positives and negatives per label and split. */
  labels: z.array(
    z.object({
      label,
      train: z.tuple([count, count]),
      dev: z.tuple([count, count]),
      test: z.tuple([count, count]),
    }),
  ),
  provenance: z.partialRecord(exampleSchema.shape.provenance.element.shape.source, count),
  languages: z.array(z.object({ language: z.string(), examples: count })),
  leftOut: z.partialRecord(z.enum(LEFT_OUT), count),
});
export type SnapshotSummary = z.infer<typeof summarySchema>;

/** What the lead may set when a training starts. */
export const startTrainingSchema = z.object({
  note: z.string().trim().max(200),
});
export const trainingOptionsSchema = z.object({
  epochs: z.number().int().min(1).max(50),
  /** AdaGrad step. */
  rate: z.number().positive(),
  /** Strength of the pull towards the base. */
  pull: z.number().nonnegative(),
  seed: z.number().int(),
});
export type TrainingOptions = z.infer<typeof trainingOptionsSchema>;

/** One row of the live curve. Losses are mean log loss in nats; the dev numbers are null without dev examples. */
export const curveRowSchema = z.object({
  epoch: z.number().int(),
  trainLoss: z.number(),
  devLoss: z.number().nullable(),
  devAuc: z.partialRecord(label, z.number().nullable()),
  examplesPerSecond: z.number(),
  at: z.string(),
});
export type CurveRow = z.infer<typeof curveRowSchema>;

/** A difference, challenger better when positive, with its 95% interval from the paired bootstrap. */
const differenceSchema = z.object({ value: z.number(), interval: interval.nullable() });
export type Difference = z.infer<typeof differenceSchema>;

const sideSchema = z.object({
  auc: z.number().nullable(),
  averagePrecision: z.number().nullable(),
  /** At the review threshold of the policy in force; null where no policy listens to the label. */
  f1: z.number().nullable(),
  logLoss: z.number(),
  brier: z.number(),
  ece: z.number(),
  roc: z.array(z.tuple([z.number(), z.number()])),
  pr: z.array(z.tuple([z.number(), z.number()])),
  reliability: z.array(z.object({ predicted: z.number(), observed: z.number(), n: count })),
});
export type EvaluatedSide = z.infer<typeof sideSchema>;

const CHECKS = ["enough", "separate", "better", "informed", "heads", "languages", "calibration"] as const;
export const checkSchema = z.object({
  check: z.enum(CHECKS),
  passed: z.boolean(),
  /** The numbers that its sentence names. */
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type GateCheck = z.infer<typeof checkSchema>;

/** Challenger against champion on one frozen test split. */
export const evaluationSchema = z.object({
  /** Of fused versions: the text model that both sides read by, as `<name>/<version>`. */
  textModel: z.string().nullish(),
  /** Test examples, and judgements (an example counts once for each label somebody spoke about). */
  examples: count,
  judgements: count,
  /** Test examples that the challenger or a version it comes from was trained on. */
  trainedOn: count,
  seed: z.number().int(),
  draws: z.number().int(),
  /** Mean log loss over judgements: champion's minus challenger's. */
  primary: differenceSchema.extend({ champion: z.number(), challenger: z.number() }),
  /** Mean log loss of always saying each label's share on test, minus the challenger's: what it knows at all. */
  skill: differenceSchema,
  calibration: z.object({
    champion: z.object({ ece: z.number(), brier: z.number() }),
    challenger: z.object({ ece: z.number(), brier: z.number() }),
  }),
  heads: z.array(
    z.object({
      label,
      positives: count,
      negatives: count,
      threshold: z.number().nullable(),
      champion: sideSchema,
      challenger: sideSchema,
      auc: differenceSchema.nullable(),
      logLoss: differenceSchema,
    }),
  ),
  languages: z.array(
    z.object({
      language: z.string(),
      judgements: count,
      champion: z.number(),
      challenger: z.number(),
      difference: differenceSchema,
    }),
  ),
  checks: z.array(checkSchema),
  /** The challenger alone on the same posts; evaluations from before have none. */
  figures: z.object({ heads: headsFiguresSchema, identities: identitiesSchema }).nullish(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** The models that are trained here, and whose pointers move. */
export const MOVABLE_MODELS = ["text-moderator", "fusion"] as const;
export type MovableModel = (typeof MOVABLE_MODELS)[number];

/** A move of the pointer names the revision it saw and why. */
export const moveSchema = z.object({
  revision: z.number().int(),
  reason: z.string().trim().min(3).max(500),
});
export type MoveRequest = z.infer<typeof moveSchema>;
export const numberSchema = z.coerce.number().int().positive().max(2_147_483_647);
export const versionNameSchema = z.string().regex(/^[\w.-]{1,40}$/);
