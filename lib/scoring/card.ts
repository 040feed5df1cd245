import { z } from "zod";
import { BEHAVIOUR_FACTS } from "./behaviour-features.ts";
import { cardFiguresSchema } from "./card-figures.ts";
import { LABELS } from "./labels.ts";

const label = z.enum(LABELS);
const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]);

/** A threshold with what it gave on the test splits; intervals are Wilson's, 95%. */
const thresholdSchema = z.object({
  value: share,
  precision: share.nullable(),
  precisionInterval: interval.nullable(),
  recall: share.nullable(),
  recallInterval: interval.nullable(),
  /** Part of the labelled test posts at or above the threshold. */
  share: share,
  n: z.number().int().nonnegative(),
});

/** What automation needs: in `languages` there is evidence; all numbers are of posts in those. */
const automaticSchema = thresholdSchema.extend({
  languages: z.array(z.string()),
  /** The same threshold on the test posts in other languages, to show why they are left out. */
  elsewhere: thresholdSchema,
});

const headSchema = z.object({
  label,
  /** `review-only`: good enough to put posts before people, never to act on alone. */
  use: z.enum(["automatic", "review-only"]),
  positives: z.number().int().nonnegative(),
  labelled: z.number().int().nonnegative(),
  calibration: z.object({ slope: z.number(), intercept: z.number() }),
  ece: share,
  automatic: automaticSchema.nullable(),
  review: thresholdSchema.nullable(),
  /** At or below this a post may be allowed unseen; here precision is the share of harmless ones among them. */
  allow: thresholdSchema.nullable().optional(),
});

const metricSchema = z.object({
  label,
  source: z.string(),
  auc: share.nullable(),
  /** Bootstrap, 95%, where it was drawn. */
  aucInterval: interval.nullable().optional(),
  macroF1: share.nullable(),
  ece: share,
  n: z.number().int().nonnegative(),
  positives: z.number().int().nonnegative(),
  /** AUC of the reference linear model on the same split, where one is known. */
  floor: share.nullable(),
});

/** A source's own reading of a label: an output of its own, named `<label>/<source>`. */
const definitionSchema = metricSchema.extend({
  name: z.string(),
  meaning: z.string(),
  /** Thresholds for this definition, chosen on the source's own dev split. */
  ...headSchema.pick({ automatic: true, review: true, allow: true }).shape,
});

const sourceSchema = z.object({
  name: z.string(),
  origin: z.string(),
  url: z.string(),
  licence: z.string(),
  languages: z.string(),
  train: z.number().int(),
  dev: z.number().int(),
  test: z.number().int(),
  /** Training and tuning examples left out as near-duplicates of an evaluation example. */
  nearDuplicates: z.number().int(),
});

const scaleSchema = z.object({ mean: z.number(), deviation: z.number(), n: z.number().int().nonnegative() });
const fusionSchema = z.object({
  /** In the order of `present`; `model` made the embedding, and no other's can stand in. */
  inputs: z.array(
    z.object({
      name: z.enum(["text", "image", "behaviour"]),
      width: z.number().int().positive(),
      model: z.string().nullable(),
    }),
  ),
  scales: z.object(
    Object.fromEntries(BEHAVIOUR_FACTS.map((fact) => [fact, scaleSchema])) as Record<
      (typeof BEHAVIOUR_FACTS)[number],
      typeof scaleSchema
    >,
  ),
});

/** What is known about one version of a model; read again from disk, so checked again. */
export const cardSchema = z.object({
  name: z.string(),
  version: z.string(),
  kind: z.string(),
  trainedAt: z.string(),
  command: z.string(),
  seed: z.number().int(),
  features: z.string(),
  heads: z.array(headSchema),
  /** Labels without a head, and why. */
  absent: z.array(z.object({ label, reason: z.string() })),
  /** Read through the head of the source's own definition; versions before 2 have none. */
  definitions: z.array(definitionSchema).optional(),
  sources: z.array(sourceSchema),
  metrics: z.array(metricSchema),
  limits: z.array(z.string()),
  /** Curves, confusion, slices and speed; null of versions that nobody measured so. */
  figures: cardFiguresSchema.nullish(),
  /** Of a version trained by an installation on its own labels: from what, and on what. */
  training: z
    .object({
      base: z.string(),
      run: z.number().int(),
      snapshot: z.number().int(),
      snapshotHash: z.string(),
      /** Examples of the snapshot by where their labels come from. */
      provenance: z.record(z.string(), z.number().int()),
      /** Heads that were trained; all others are the base's. */
      heads: z.array(label),
    })
    .optional(),
  /** Of a fused model: what it reads. */
  fusion: fusionSchema.optional(),
  /** Of a model that the operator brought: which of its own labels each head is. */
  registered: z.object({ labels: z.partialRecord(label, z.string()) }).optional(),
});

export type Card = z.infer<typeof cardSchema>;
export type CardFusion = z.infer<typeof fusionSchema>;
export type CardHead = z.infer<typeof headSchema>;
export type CardMetric = z.infer<typeof metricSchema>;
export type CardSource = z.infer<typeof sourceSchema>;
export type CardAutomatic = z.infer<typeof automaticSchema>;
export type CardThreshold = z.infer<typeof thresholdSchema>;
