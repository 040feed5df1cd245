/** Weights in 8 bits: weight ≈ codes × scale of its head. Laid out feature by feature. */
export type QuantisedWeights = { space: number; heads: number; codes: Int8Array; scales: Float32Array };

const LARGEST_CODE = 127;

/**
 * Rounds weights to 8 bits with one scale a head. The few weights beyond `clip` standard deviations are cut there,
 * because one outlier would otherwise coarsen a million others.
 */
export function quantiseWeights(weights: Float32Array, heads: number, clip: number): QuantisedWeights {
  const space = weights.length / heads;
  const scales = Float32Array.from({ length: heads }, (_, head) => scaleOf(weights, heads, head, clip));
  const codes = Int8Array.from(weights, (weight, at) => {
    const code = Math.round(weight / (scales[at % heads] as number));
    return Math.max(-LARGEST_CODE, Math.min(LARGEST_CODE, code));
  });
  return { space, heads, codes, scales };
}

function scaleOf(weights: Float32Array, heads: number, head: number, clip: number): number {
  let squares = 0;
  let largest = 0;
  let count = 0;
  for (let at = head; at < weights.length; at += heads) {
    const weight = weights[at] as number;
    if (weight === 0) continue;
    count++;
    squares += weight * weight;
    largest = Math.max(largest, Math.abs(weight));
  }
  const limit = Math.min(largest, clip * Math.sqrt(squares / Math.max(1, count)));
  return limit > 0 ? limit / LARGEST_CODE : 1;
}
