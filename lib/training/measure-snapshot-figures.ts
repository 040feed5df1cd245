import type { Label } from "#lib/scoring/index.ts";
import { FAIRNESS_LABEL, IDENTITIES, identitiesIn, measureFairness } from "./measure-fairness.ts";
import { describeIdentities, measureHeads } from "./measure-figures.ts";
import type { Evaluation, FrozenExample } from "./schema.ts";

/** An installation's own test split is small: less would be nothing at all, and every row shows its n and interval. */
const LEAST = { posts: 20, ofAClass: 5 };

/**
 * What a version does on a snapshot's test split: curves, counts at any threshold, and slices by language, by where a
 * label comes from, and by the identities that its texts mention.
 * @param signals of each example, by the version
 * @param thresholds review thresholds of the policies in force
 */
export function measureSnapshotFigures(
  examples: readonly FrozenExample[],
  signals: readonly Readonly<Record<string, number>>[],
  thresholds: Readonly<Partial<Record<Label, number>>>,
): NonNullable<Evaluation["figures"]> {
  const scored = examples.map(({ labels, language, provenance }, at) => ({
    source: provenance[0]?.source ?? "consensus",
    lang: language ?? "und",
    labels,
    signals: signals[at] ?? {},
  }));
  const labels = [...new Set(examples.flatMap((one) => Object.keys(one.labels) as Label[]))].sort();
  const heads = labels
    .filter((label) => scored.some((one) => one.signals[label] !== undefined))
    .map((label) => ({ label, review: reviewAt(thresholds[label]) }));
  const judged = examples.flatMap(({ text, labels }, at) => {
    const score = signals[at]?.[FAIRNESS_LABEL];
    const value = labels[FAIRNESS_LABEL];
    if (score === undefined || value === undefined) return [];
    return [{ text, isBad: value === 1, identities: identitiesIn(text, IDENTITIES), score }];
  });
  const fairness = measureFairness(judged, IDENTITIES);
  return {
    heads: measureHeads(scored, heads, LEAST),
    identities:
      fairness.identities.length > 0 ? describeIdentities(FAIRNESS_LABEL, judged.length, fairness) : null,
  };
}

const reviewAt = (value: number | undefined) => (value === undefined ? null : { value });
