import { type Card, FEATURE_VERSION, type Label } from "#lib/scoring/index.ts";
import { groupBySource, type SourcedScore } from "./collect-scores.ts";
import { bootstrapDraws, type Interval, percentileInterval, wilsonInterval } from "./intervals.ts";
import { auc, confusion, expectedCalibrationError, type Scored } from "./metrics.ts";
import { seededRandom } from "./seeded-random.ts";
import { FLOORS } from "./sources.ts";

/** A number with its 95% interval (where one can be given) and the count it rests on. */
export type Measure = { value: number; interval: Interval | null; n: number; floor?: number };
/** Signals of one evaluation example and what is known about it. */
export type ScoredExample = {
  source: string;
  lang: string;
  labels: Partial<Record<Label, 0 | 1>>;
  signals: Readonly<Record<string, number>>;
};

/** Fixed, so that two measurements of one model agree to the last digit. */
const BOOTSTRAP_SEED = 7;

/**
 * Measures a model on examples it has not learnt from. Names: `auc_<label>_<source>`, `auc_<label>_mean` (over the
 * sources that have a floor), `ece_<label>`, `ece_max`, `precision_automatic_<label>` and
 * `automatic_share_at_p95` (part of all examples that some automatic threshold would take).
 */
export function measureModel(examples: readonly ScoredExample[], card: Card): Map<string, Measure> {
  if (card.features !== FEATURE_VERSION)
    throw new Error(`The card is of ${card.features}, not ${FEATURE_VERSION}`);
  const measures = new Map<string, Measure>();
  for (const head of card.heads) {
    const scores = scoresOf(examples, head.label);
    const groups = groupBySource(scores, true);
    const informative = [...groups.values()].flat();
    measureAucs(head.label, groups, measures);
    measures.set(`ece_${head.label}`, {
      value: expectedCalibrationError(informative),
      interval: null,
      n: informative.length,
    });
    if (head.automatic) {
      const { value, languages } = head.automatic;
      const inLanguages = informative.filter((one) => languages.includes(one.lang));
      measures.set(`precision_automatic_${head.label}`, precisionAt(inLanguages, value));
    }
  }
  const errors = card.heads.map((head) => measures.get(`ece_${head.label}`)?.value ?? 0);
  measures.set("ece_max", { value: Math.max(0, ...errors), interval: null, n: examples.length });
  measures.set("automatic_share_at_p95", automaticShare(examples, card));
  return measures;
}

function scoresOf(examples: readonly ScoredExample[], label: Label): SourcedScore[] {
  return examples.flatMap(({ source, lang, labels, signals }) => {
    const score = signals[label];
    if (labels[label] === undefined || score === undefined) return [];
    return [{ source, lang, score, positive: labels[label] === 1 }];
  });
}

function measureAucs(
  label: Label,
  groups: Map<string, SourcedScore[]>,
  measures: Map<string, Measure>,
): void {
  const withFloor: { value: number; draws: number[]; n: number }[] = [];
  for (const [source, scores] of groups) {
    const value = auc(scores) ?? 0;
    const draws = bootstrapDraws(scores, auc, seededRandom(BOOTSTRAP_SEED));
    const floor = FLOORS[label]?.[source];
    measures.set(`auc_${label}_${source}`, {
      value,
      interval: percentileInterval(draws),
      n: scores.length,
      floor,
    });
    if (floor !== undefined) withFloor.push({ value, draws, n: scores.length });
  }
  if (withFloor.length === 0) return;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const draws = Array.from({ length: Math.min(...withFloor.map((one) => one.draws.length)) }, (_, draw) =>
    mean(withFloor.map((one) => one.draws[draw] as number)),
  );
  measures.set(`auc_${label}_mean`, {
    value: mean(withFloor.map((one) => one.value)),
    interval: percentileInterval(draws),
    n: withFloor.reduce((sum, one) => sum + one.n, 0),
    floor: mean(Object.values(FLOORS[label] ?? {})),
  });
}

function precisionAt(scores: readonly Scored[], threshold: number): Measure {
  const { hits, falseAlarms } = confusion(scores, threshold);
  const taken = hits + falseAlarms;
  return { value: taken > 0 ? hits / taken : 0, interval: wilsonInterval(hits, taken), n: taken };
}

function automaticShare(examples: readonly ScoredExample[], card: Card): Measure {
  const taken = examples.filter(({ signals, lang }) =>
    card.heads.some(
      ({ label, automatic }) =>
        automatic?.languages.includes(lang) && (signals[label] ?? 0) >= automatic.value,
    ),
  ).length;
  return {
    value: examples.length > 0 ? taken / examples.length : 0,
    interval: wilsonInterval(taken, examples.length),
    n: examples.length,
  };
}
