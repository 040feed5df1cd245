import type { Scored } from "./metrics.ts";

/** p = sigmoid(slope × score + intercept). */
export type Calibration = { slope: number; intercept: number };
/** A score with how much it counts. */
export type WeightedScore = Scored & { weight: number };

const NEWTON_STEPS = 100;
const TOLERANCE = 1e-9;
/** Keeps Newton's steps finite where scores separate the classes. */
const RIDGE = 1e-6;

/**
 * Platt scaling (Platt 1999) with Platt's smoothed targets, which keep probabilities off 0 and 1; Newton's method.
 * The slope is kept positive: calibration must not change the order of scores.
 */
export function fitPlatt(scored: readonly WeightedScore[]): Calibration {
  const positives = scored.filter((one) => one.positive).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (scored.length - positives + 2);
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let gs = 0;
    let gi = 0;
    let hss = RIDGE;
    let hsi = 0;
    let hii = RIDGE;
    for (const { score, positive, weight } of scored) {
      const p = 1 / (1 + Math.exp(-(slope * score + intercept)));
      const error = weight * (p - (positive ? high : low));
      const curve = weight * p * (1 - p);
      gs += error * score;
      gi += error;
      hss += curve * score * score;
      hsi += curve * score;
      hii += curve;
    }
    const determinant = hss * hii - hsi * hsi;
    const ds = (hii * gs - hsi * gi) / determinant;
    const di = (hss * gi - hsi * gs) / determinant;
    const damping = Math.min(1, 2 / Math.max(Math.abs(ds), Math.abs(di), 1e-12));
    slope = Math.max(1e-3, slope - damping * ds);
    intercept -= damping * di;
    if (Math.abs(ds) < TOLERANCE && Math.abs(di) < TOLERANCE) break;
  }
  return { slope, intercept };
}
