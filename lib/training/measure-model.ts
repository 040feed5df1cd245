import type { Card, Label } from "#lib/scoring/index.ts";
import { type Automation, addAutomation, countAutomation, riskCoverage, shareOf } from "./automatic-share.ts";
import { groupBySource, type SourcedScore } from "./collect-scores.ts";
import { bootstrapDraws, type Interval, percentileInterval } from "./intervals.ts";
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
  /** By sources' own definitions; versions before 2 have none. */
  definitions?: Readonly<Record<string, number>>;
};

/** Fixed, so that two measurements of one model agree to the last digit. */
const BOOTSTRAP_SEED = 7;

/**
 * Measures a model on examples it has not learnt from. Names: `auc_<label>_<source>` read through the head of the
 * source's own definition where there is one, `auc_shared_<label>_<source>` through the shared head beside it, their
 * means over the sources that have a floor (`…_mean`), `ece_<label>`, `ece_max`, `precision_automatic_<label>`,
 * `automatic_share_<label>` and, over all heads' labelled posts, `automatic_share_at_p95` with what was measured of
 * its two sides. Automation too is read by the source's own definition and that definition's thresholds, where dev
 * gave it any.
 */
export function measureModel(examples: readonly ScoredExample[], card: Card): Map<string, Measure> {
  const measures = new Map<string, Measure>();
  const automation: Automation[] = [];
  for (const { label, automatic, allow } of card.heads) {
    const groups = groupBySource(scoresOf(examples, label), true);
    const informative = [...groups.values()].flat();
    const own = new Map(
      [...groups].map(([source, scores]) => {
        const name = `${label}/${source}`;
        const isDefined = card.definitions?.some((one) => one.name === name);
        return [source, isDefined ? ownScores(examples, label, source) : scores];
      }),
    );
    measureAucs(`auc_${label}`, label, own, measures);
    if (card.definitions) measureAucs(`auc_shared_${label}`, label, groups, measures);
    measures.set(`ece_${label}`, {
      value: expectedCalibrationError(informative),
      interval: null,
      n: informative.length,
    });
    if (automatic) {
      const { value, languages } = automatic;
      const inLanguages = informative.filter((one) => languages.includes(one.lang));
      measures.set(`precision_automatic_${label}`, precisionAt(inLanguages, value));
    }
    const counts = addAutomation(
      [...own].map(([source, scores]) => {
        const definition = card.definitions?.find((one) => one.name === `${label}/${source}`);
        const isOwn = definition !== undefined && (definition.automatic ?? definition.allow ?? null) !== null;
        return isOwn
          ? countAutomation(definition, scores)
          : countAutomation({ automatic, allow }, groups.get(source) ?? []);
      }),
    );
    automation.push(counts);
    measures.set(`automatic_share_${label}`, shareOf(counts.allowed + counts.acted, counts.n));
    measures.set(`automatic_precision_${label}`, rightShare(counts));
  }
  const errors = card.heads.map((head) => measures.get(`ece_${head.label}`)?.value ?? 0);
  measures.set("ece_max", { value: Math.max(0, ...errors), interval: null, n: examples.length });
  const all = addAutomation(automation);
  measures.set("automatic_share_at_p95", shareOf(all.allowed + all.acted, all.n));
  measures.set("automatic_precision", rightShare(all));
  measures.set("automatic_precision_allowed", shareOf(all.allowedRight, all.allowed));
  measures.set("automatic_precision_acted", shareOf(all.actedRight, all.acted));
  return measures;
}

function rightShare({ allowed, acted, allowedRight, actedRight }: Automation): Measure {
  return shareOf(allowedRight + actedRight, allowed + acted);
}

/** Per head, the risk-coverage curve on examples it has not learnt from. */
export function measureRiskCoverage(examples: readonly ScoredExample[], card: Card) {
  return Object.fromEntries(
    card.heads.map(({ label }) => {
      const groups = groupBySource(scoresOf(examples, label), true);
      return [label, riskCoverage([...groups.values()].flat())];
    }),
  );
}

/** What one shared head says of the examples that something is known of. */
export function scoresOf(examples: readonly ScoredExample[], label: Label): SourcedScore[] {
  return examples.flatMap(({ source, lang, labels, signals }) => {
    const score = signals[label];
    if (labels[label] === undefined || score === undefined) return [];
    return [{ source, lang, score, positive: labels[label] === 1 }];
  });
}

/** A source's examples by its own definition. */
function ownScores(examples: readonly ScoredExample[], label: Label, source: string): SourcedScore[] {
  return examples.flatMap((one) => {
    const score = one.definitions?.[`${label}/${source}`];
    if (one.source !== source || one.labels[label] === undefined || score === undefined) return [];
    return [{ source, lang: one.lang, score, positive: one.labels[label] === 1 }];
  });
}

function measureAucs(
  prefix: string,
  label: Label,
  groups: ReadonlyMap<string, readonly SourcedScore[]>,
  measures: Map<string, Measure>,
): void {
  const withFloor: { value: number; draws: number[]; n: number }[] = [];
  for (const [source, scores] of groups) {
    const value = auc(scores) ?? 0;
    const draws = bootstrapDraws(scores, auc, seededRandom(BOOTSTRAP_SEED));
    const floor = FLOORS[label]?.[source];
    measures.set(`${prefix}_${source}`, {
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
  measures.set(`${prefix}_mean`, {
    value: mean(withFloor.map((one) => one.value)),
    interval: percentileInterval(draws),
    n: withFloor.reduce((sum, one) => sum + one.n, 0),
    floor: mean(Object.values(FLOORS[label] ?? {})),
  });
}

function precisionAt(scores: readonly Scored[], threshold: number): Measure {
  const { hits, falseAlarms } = confusion(scores, threshold);
  return shareOf(hits, hits + falseAlarms);
}
