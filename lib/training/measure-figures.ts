import type { CardFigures, FigureSlice, HeadFigures, Label } from "#lib/scoring/index.ts";
import type { SourcedScore } from "./collect-scores.ts";
import { curvePoints, reliabilityBins } from "./curve-points.ts";
import { aucInterval, type Interval, wilsonInterval } from "./intervals.ts";
import type { IdentityMeasure } from "./measure-fairness.ts";
import { type ScoredExample, scoresOf } from "./measure-model.ts";
import { auc, confusion, expectedCalibrationError, type Scored } from "./metrics.ts";

/** A slice with fewer posts, or fewer of either class, is left out: its numbers would say nothing. */
export type LeastOfASlice = { posts: number; ofAClass: number };
const LEAST: LeastOfASlice = { posts: 100, ofAClass: 15 };
/** Digits kept: no figure is surer than that, and the card stays readable. */
const DIGITS = 4;

/**
 * Curves, calibration, counts at any threshold and slices of every head, on examples the model has not learnt from.
 * Read through the shared heads.
 * @param heads of the model's card; slices are read at their review thresholds
 */
export function measureHeads(
  examples: readonly ScoredExample[],
  heads: readonly { label: Label; review: { value: number } | null }[],
  least = LEAST,
): HeadFigures[] {
  return heads.map(({ label, review }) => {
    const scores = scoresOf(examples, label);
    const { roc, pr } = curvePoints(scores);
    const by = (kind: FigureSlice["by"], nameOf: (score: SourcedScore) => string) =>
      slices(kind, scores, nameOf, review?.value ?? null, least);
    return {
      label,
      ...counted(scores),
      ...ranked(scores),
      roc: roc.map(rounded),
      pr: pr.map(rounded),
      reliability: reliabilityBins(scores).map(({ predicted, observed, n }) => ({
        predicted: round(predicted),
        observed: round(observed),
        n,
      })),
      hundredths: { positives: hundredths(scores, true), negatives: hundredths(scores, false) },
      slices: [...by("language", ({ lang }) => lang), ...by("source", ({ source }) => source)],
    };
  });
}

function hundredths(scores: readonly Scored[], positive: boolean): number[] {
  const counts = new Array<number>(100).fill(0);
  for (const one of scores) {
    if (one.positive !== positive) continue;
    const at = Math.min(99, Math.floor(one.score * 100));
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

/** The identity figures of a card, with their intervals. */
export function describeIdentities(
  label: string,
  n: number,
  measured: { identities: readonly IdentityMeasure[]; gaps: NonNullable<CardFigures["identities"]>["gaps"] },
): NonNullable<CardFigures["identities"]> {
  const rows = measured.identities.map((one) => ({
    identity: one.identity,
    n: one.n,
    subgroup: roundOr(one.subgroup),
    subgroupInterval: roundedInterval(one.subgroupInterval),
    bpsn: roundOr(one.bpsn),
    bpsnInterval: roundedInterval(one.bpsnInterval),
    bnsp: roundOr(one.bnsp),
    bnspInterval: roundedInterval(one.bnspInterval),
  }));
  const { subgroup, bpsn, bnsp } = measured.gaps;
  return {
    label,
    n,
    rows,
    gaps: { subgroup: roundOr(subgroup), bpsn: roundOr(bpsn), bnsp: roundOr(bnsp) },
  };
}

function slices(
  by: FigureSlice["by"],
  scores: readonly SourcedScore[],
  nameOf: (score: SourcedScore) => string,
  review: number | null,
  least: LeastOfASlice,
): FigureSlice[] {
  return [...Map.groupBy(scores, nameOf)]
    .filter(([, some]) => {
      const { n, positives } = counted(some);
      return n >= least.posts && Math.min(positives, n - positives) >= least.ofAClass;
    })
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name, some]) => {
      const slice = {
        by,
        name,
        ...counted(some),
        ...ranked(some),
        ece: round(expectedCalibrationError(some)),
        recall: null,
        recallInterval: null,
        falsePositives: null,
        falsePositivesInterval: null,
      };
      if (review === null) return slice;
      const { hits, misses, falseAlarms, passes } = confusion(some, review);
      return {
        ...slice,
        recall: round(hits / (hits + misses)),
        recallInterval: roundedInterval(wilsonInterval(hits, hits + misses)),
        falsePositives: round(falseAlarms / (falseAlarms + passes)),
        falsePositivesInterval: roundedInterval(wilsonInterval(falseAlarms, falseAlarms + passes)),
      };
    });
}

function counted(scores: readonly Scored[]): { n: number; positives: number } {
  return { n: scores.length, positives: scores.filter(({ positive }) => positive).length };
}

function ranked(scores: readonly Scored[]): { auc: number | null; aucInterval: Interval | null } {
  const { n, positives } = counted(scores);
  const area = auc(scores);
  return { auc: roundOr(area), aucInterval: roundedInterval(aucInterval(area, positives, n - positives)) };
}

const round = (value: number) => Number(value.toFixed(DIGITS));
const roundOr = (value: number | null) => (value === null ? null : round(value));
const rounded = ([x, y]: readonly [number, number]): [number, number] => [round(x), round(y)];
const roundedInterval = (range: Interval | null): [number, number] | null =>
  range === null ? null : rounded([range[0], range[1]]);
