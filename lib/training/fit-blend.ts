import type { WeightedScore } from "./calibrate.ts";

/** An example's inputs to a blend, with the group whose base rate it shares. */
export type BlendExample = { inputs: readonly number[]; positive: boolean; weight: number; group: string };

const NEWTON_STEPS = 30;
const TOLERANCE = 1e-8;
/** Pull towards zero, in examples: a small dev split does not decide everything. */
const RIDGE = 2;

/**
 * Factors, none negative, with which inputs add up to the best log-odds of a label (stacked generalisation, Wolpert
 * 1992; non-negative as in Breiman 1996). Logistic regression by Newton's method with an intercept of its own for
 * every group, so that groups' base rates do not pose as evidence. An input that would count negatively is left out.
 */
export function fitBlend(examples: readonly BlendExample[]): number[] {
  const count = examples[0]?.inputs.length ?? 0;
  const groups = [...new Set(examples.map((one) => one.group))];
  let used = Array.from({ length: count }, (_, at) => at);
  for (;;) {
    const found = newton(examples, used, groups);
    const negative = used.filter((_, at) => (found[at] as number) < 0);
    if (negative.length === 0) {
      return Array.from({ length: count }, (_, at) =>
        used.includes(at) ? (found[used.indexOf(at)] as number) : 0,
      );
    }
    const worst = used.reduce((least, one, at) =>
      (found[at] as number) < (found[used.indexOf(least)] as number) ? one : least,
    );
    used = used.filter((one) => one !== worst);
    if (used.length === 0) return new Array(count).fill(0);
  }
}

function newton(
  examples: readonly BlendExample[],
  used: readonly number[],
  groups: readonly string[],
): Float64Array {
  const size = used.length + groups.length;
  const beta = new Float64Array(size);
  const row = new Float64Array(used.length);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = new Float64Array(size);
    const curve = Array.from({ length: size }, () => new Float64Array(size));
    for (let at = 0; at < size; at++) {
      const ridge = at < used.length ? RIDGE : 1e-3;
      gradient[at] = ridge * (beta[at] as number);
      (curve[at] as Float64Array)[at] = ridge;
    }
    for (const { inputs, positive, weight, group } of examples) {
      const groupAt = used.length + groups.indexOf(group);
      let logit = beta[groupAt] as number;
      used.forEach((input, at) => {
        row[at] = inputs[input] as number;
        logit += (row[at] as number) * (beta[at] as number);
      });
      const p = 1 / (1 + Math.exp(-logit));
      const error = weight * (p - (positive ? 1 : 0));
      const bend = weight * p * (1 - p);
      const add = (i: number, x: number) => {
        gradient[i] = (gradient[i] as number) + error * x;
        const line = curve[i] as Float64Array;
        for (let j = 0; j < used.length; j++) line[j] = (line[j] as number) + bend * x * (row[j] as number);
        line[groupAt] = (line[groupAt] as number) + bend * x;
      };
      for (let i = 0; i < used.length; i++) add(i, row[i] as number);
      add(groupAt, 1);
    }
    const change = solve(curve, gradient);
    let largest = 0;
    change.forEach((value, at) => {
      beta[at] = (beta[at] as number) - value;
      largest = Math.max(largest, Math.abs(value));
    });
    if (largest < TOLERANCE) break;
  }
  return beta;
}

/** Gaussian elimination; the matrix is positive definite, so no pivoting is needed. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let at = 0; at < size; at++) {
    const pivot = matrix[at] as Float64Array;
    for (let row = at + 1; row < size; row++) {
      const line = matrix[row] as Float64Array;
      const factor = (line[at] as number) / (pivot[at] as number);
      if (factor === 0) continue;
      for (let column = at; column < size; column++) {
        line[column] = (line[column] as number) - factor * (pivot[column] as number);
      }
      solution[row] = (solution[row] as number) - factor * (solution[at] as number);
    }
  }
  for (let at = size - 1; at >= 0; at--) {
    const line = matrix[at] as Float64Array;
    let sum = solution[at] as number;
    for (let column = at + 1; column < size; column++)
      sum -= (line[column] as number) * (solution[column] as number);
    solution[at] = sum / (line[at] as number);
  }
  return solution;
}

/** Blended scores, ready for calibration. */
export function blendScores(examples: readonly BlendExample[], factors: readonly number[]): WeightedScore[] {
  return examples.map(({ inputs, positive, weight }) => ({
    score: inputs.reduce((sum, input, at) => sum + input * (factors[at] as number), 0),
    positive,
    weight,
  }));
}
