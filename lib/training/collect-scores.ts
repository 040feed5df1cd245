import type { Label } from "#lib/scoring/index.ts";
import type { Scored } from "./metrics.ts";
import type { Prepared } from "./prepare-data.ts";
import type { Split } from "./read-examples.ts";
import { UNKNOWN } from "./train-heads.ts";

/** A score with the source and the language of its text. */
export type SourcedScore = Scored & { source: string; lang: string };

/** The scores of one head on one split, of the examples that say something about it. `scoreOf` gets a row. */
export function collectScores(
  data: Prepared,
  label: Label,
  split: Split,
  scoreOf: (row: number) => number,
): SourcedScore[] {
  const head = data.heads.indexOf(label);
  const scores: SourcedScore[] = [];
  data.examples.forEach((example, row) => {
    const value = data.targets.values[row * data.heads.length + head];
    if (example.split !== split || value === UNKNOWN) return;
    scores.push({ score: scoreOf(row), positive: value === 1, source: example.source, lang: example.lang });
  });
  return scores;
}

/** By source; with `bothClasses`, only sources that have positives and negatives: others measure nothing. */
export function groupBySource(
  scores: readonly SourcedScore[],
  bothClasses = false,
): Map<string, SourcedScore[]> {
  const groups = Map.groupBy(scores, (score) => score.source);
  if (!bothClasses) return groups;
  return new Map([...groups].filter(([, group]) => new Set(group.map((score) => score.positive)).size === 2));
}
