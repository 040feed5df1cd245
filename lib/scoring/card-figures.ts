import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const interval = z.tuple([share, share]);
const points = z.array(z.tuple([share, share]));

/** A head on a part of the test posts; intervals are 95% (Hanley and McNeil's of the AUC, Wilson's of the rest). */
const sliceSchema = z.object({
  by: z.enum(["language", "source"]),
  name: z.string(),
  n: count,
  positives: count,
  auc: share.nullable(),
  aucInterval: interval.nullable(),
  ece: share,
  /** Part of the harmful ones that the review threshold finds, and part of the harmless ones it takes for harmful. */
  recall: share.nullable(),
  recallInterval: interval.nullable(),
  falsePositives: share.nullable(),
  falsePositivesInterval: interval.nullable(),
});

const headFiguresSchema = z.object({
  label: z.string(),
  n: count,
  positives: count,
  auc: share.nullable(),
  aucInterval: interval.nullable(),
  /** False-positive rate and true-positive rate; recall and precision. */
  roc: points,
  pr: points,
  reliability: z.array(z.object({ predicted: share, observed: share, n: count })),
  /** How many harmful and harmless posts scored in each hundredth: what any threshold gives can be counted from it. */
  hundredths: z.object({ positives: z.array(count).length(100), negatives: z.array(count).length(100) }),
  slices: z.array(sliceSchema),
});

const identityValue = share.nullable();
const identitySchema = z.object({
  identity: z.string(),
  n: count,
  subgroup: identityValue,
  subgroupInterval: interval.nullable(),
  bpsn: identityValue,
  bpsnInterval: interval.nullable(),
  bnsp: identityValue,
  bnspInterval: interval.nullable(),
});

export const headsFiguresSchema = z.array(headFiguresSchema);

/** By identities that texts mention (Borkan et al. 2019), through one head. */
export const identitiesSchema = z
  .object({
    label: z.string(),
    n: count,
    rows: z.array(identitySchema),
    gaps: z.object({ subgroup: identityValue, bpsn: identityValue, bnsp: identityValue }),
  })
  .nullable();

/** What a version was measured to do, on texts it has not learnt from: written by `npm run eval -- --card`. */
export const cardFiguresSchema = z.object({
  measuredAt: z.string(),
  command: z.string(),
  examples: count,
  heads: headsFiguresSchema,
  identities: identitiesSchema,
  /** How fast it was on the machine that measured it. */
  serving: z.object({
    machine: z.string(),
    /** What waited for its processors meanwhile (load average of a minute): on a busy machine every time is longer. */
    load: z.number().nonnegative(),
    provider: z.string(),
    threads: z.number().int().positive(),
    postsPerSecond: z.number().nonnegative(),
    /** One post at a time, milliseconds. */
    p50Ms: z.number().nonnegative(),
    p99Ms: z.number().nonnegative(),
    n: count,
  }),
});

/** Right and wrong at a threshold. */
export type ThresholdCounts = {
  /** The threshold counted, a hundredth: the one asked for, rounded up, so that nothing below it is taken. */
  threshold: number;
  hits: number;
  falseAlarms: number;
  misses: number;
  passes: number;
};

/** What a threshold gives, to the hundredth. */
export function countsAt(
  { positives, negatives }: HeadFigures["hundredths"],
  wanted: number,
): ThresholdCounts {
  // 0.29 × 100 is 28.999…: what is within rounding of a hundredth is that hundredth.
  const first = Math.min(100, Math.max(0, Math.ceil(wanted * 100 - 1e-6)));
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
  return {
    threshold: first / 100,
    hits: sum(positives.slice(first)),
    falseAlarms: sum(negatives.slice(first)),
    misses: sum(positives.slice(0, first)),
    passes: sum(negatives.slice(0, first)),
  };
}

export type CardFigures = z.infer<typeof cardFiguresSchema>;
export type HeadFigures = z.infer<typeof headFiguresSchema>;
export type FigureSlice = z.infer<typeof sliceSchema>;
export type IdentityFigures = z.infer<typeof identitySchema>;
