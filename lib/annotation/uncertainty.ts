import type { Sampling } from "./schema.ts";

/** Entropy of a coin that falls heads with probability p, bits. */
function coinEntropy(p: number): number {
  if (p <= 0 || p >= 1) return 0;
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}

/**
 * How unsure a model of several yes-or-no labels is of one text, in [0, 1] (Settles 2009, Active Learning Literature
 * Survey, section 2.1; for several labels at once Esuli and Sebastiani 2009, Active Learning Strategies for
 * Multi-Label Text Classification).
 *
 * margin: 1 − min over labels of |p − (1 − p)|, so the text on which some label lies nearest to its boundary comes
 * first. entropy: the mean over labels of the binary entropy, which is the entropy of the whole answer, labels taken
 * as independent, divided by their number; it prefers texts on which several labels are open.
 * @param probabilities one for each label that the model knows; none at all is no doubt that could be measured: 0
 */
export function uncertaintyOf(probabilities: readonly number[], strategy: Sampling["strategy"]): number {
  if (probabilities.length === 0) return 0;
  if (strategy === "margin") return 1 - Math.min(...probabilities.map((p) => Math.abs(2 * p - 1)));
  return probabilities.reduce((sum, p) => sum + coinEntropy(p), 0) / probabilities.length;
}
