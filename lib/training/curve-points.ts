import type { Scored } from "./metrics.ts";

/** A place on a curve, both in [0, 1]. */
export type Point = [x: number, y: number];
/** One bin of a reliability diagram: mean probability, share of positives, how many. */
export type ReliabilityBin = { predicted: number; observed: number; n: number };

/** Points kept of a curve: as many as a small chart can show. */
const MOST_POINTS = 60;
const BINS = 10;

/** ROC (false-positive rate, true-positive rate) and precision-recall (recall, precision), one point per threshold. */
export function curvePoints(scored: readonly Scored[]): { roc: Point[]; pr: Point[] } {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const positives = scored.filter(({ positive }) => positive).length;
  const negatives = scored.length - positives;
  if (positives === 0 || negatives === 0) return { roc: [], pr: [] };
  const roc: Point[] = [[0, 0]];
  const pr: Point[] = [];
  let hits = 0;
  sorted.forEach(({ score, positive }, at) => {
    if (positive) hits++;
    if (sorted[at + 1]?.score === score) return;
    roc.push([(at + 1 - hits) / negatives, hits / positives]);
    pr.push([hits / positives, hits / (at + 1)]);
  });
  return { roc: thin(roc), pr: thin(pr) };
}

/** Average precision: precision at every threshold, weighted by the recall it adds; null where a class is missing. */
export function averagePrecision(scored: readonly Scored[]): number | null {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const positives = scored.filter(({ positive }) => positive).length;
  if (positives === 0 || positives === scored.length) return null;
  let hits = 0;
  let counted = 0;
  let sum = 0;
  sorted.forEach(({ score, positive }, at) => {
    if (positive) hits++;
    if (sorted[at + 1]?.score === score) return;
    sum += ((hits - counted) / positives) * (hits / (at + 1));
    counted = hits;
  });
  return sum;
}

/** Ten bins of equal width; empty ones are left out. */
export function reliabilityBins(scored: readonly Scored[]): ReliabilityBin[] {
  const groups = Map.groupBy(scored, ({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)));
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => ({
      predicted: group.reduce((sum, { score }) => sum + score, 0) / group.length,
      observed: group.filter(({ positive }) => positive).length / group.length,
      n: group.length,
    }));
}

function thin(points: Point[]): Point[] {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, at) => points[Math.round(at * step)] as Point);
}
