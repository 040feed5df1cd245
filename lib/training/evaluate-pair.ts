import type { Label } from "#lib/scoring/index.ts";
import { averagePrecision, curvePoints, reliabilityBins } from "./curve-points.ts";
import { logLoss } from "./fine-tune.ts";
import { judgeGate } from "./gate.ts";
import { auc, confusion, expectedCalibrationError, type Scored } from "./metrics.ts";
import {
  BOOTSTRAP_DRAWS,
  pairedBootstrap,
  type ResampleStatistic,
  resampledAuc,
  resampledMean,
} from "./paired-bootstrap.ts";
import type { Difference, EvaluatedSide, Evaluation, FrozenExample } from "./schema.ts";
import { seededRandom } from "./seeded-random.ts";

/** Label → probability, as a model gives it. */
type Signals = Readonly<Record<string, number>>;
export type Pair = {
  /** The test split, in its frozen order. */
  examples: readonly FrozenExample[];
  /** Per example. */
  champion: readonly Signals[];
  challenger: readonly Signals[];
  /** Review thresholds of the policies in force. */
  thresholds: Readonly<Partial<Record<Label, number>>>;
  trainedOn: number;
  seed: number;
};

type Judgement = {
  row: number;
  label: Label;
  language: string;
  positive: boolean;
  champion: number;
  challenger: number;
};
const UNKNOWN_LANGUAGE = "und";

/**
 * Compares two models on the same frozen test examples. A label counts where somebody spoke about it and both models
 * have a head for it. Every difference is the challenger's advantage (champion's loss minus challenger's, or
 * challenger's AUC minus champion's), with a 95% interval from one paired bootstrap over examples.
 */
export function evaluatePair(pair: Pair): Evaluation {
  const { examples } = pair;
  const all = collect(pair);
  const labels = [...Map.groupBy(all, ({ label }) => label)].sort(([a], [b]) => (a < b ? -1 : 1));
  const languages = [...Map.groupBy(all, ({ language }) => language)].sort(([a], [b]) => (a < b ? -1 : 1));
  // What a model would say that knows how frequent each label is, and reads nothing.
  const informed = labels.flatMap(([, judged]) => {
    const share = judged.filter(({ positive }) => positive).length / judged.length;
    return judged.map((one) => ({ ...one, champion: share }));
  });
  const statistics: ResampleStatistic[] = [
    lossAdvantage(examples.length, all),
    lossAdvantage(examples.length, informed),
    ...labels.flatMap(([, judged]) => [lossAdvantage(examples.length, judged), aucAdvantage(judged)]),
    ...languages.map(([, judged]) => lossAdvantage(examples.length, judged)),
  ];
  const intervals = pairedBootstrap(examples.length, statistics, seededRandom(pair.seed));
  let next = 0;
  const difference = (value: number): Difference => ({ value, interval: intervals[next++] ?? null });
  const loss = (judged: readonly Judgement[]) => {
    const [champion, challenger] = [meanLoss(judged, "champion"), meanLoss(judged, "challenger")];
    return { champion, challenger, ...difference(champion - challenger) };
  };
  const advantageOf = (judged: readonly Judgement[]): Difference => {
    const { value, interval } = loss(judged);
    return { value, interval };
  };
  const measured: Omit<Evaluation, "checks"> = {
    examples: examples.length,
    judgements: all.length,
    trainedOn: pair.trainedOn,
    seed: pair.seed,
    draws: BOOTSTRAP_DRAWS,
    primary: loss(all),
    skill: advantageOf(informed),
    calibration: { champion: calibration(all, "champion"), challenger: calibration(all, "challenger") },
    heads: labels.map(([label, judged]) => {
      const threshold = pair.thresholds[label] ?? null;
      const [champion, challenger] = [
        measure(scored(judged, "champion"), threshold),
        measure(scored(judged, "challenger"), threshold),
      ];
      const { value, interval } = loss(judged);
      const ranked = champion.auc === null || challenger.auc === null ? null : challenger.auc - champion.auc;
      const aucDifference = difference(ranked ?? 0);
      const positives = judged.filter(({ positive }) => positive).length;
      return {
        label,
        positives,
        negatives: judged.length - positives,
        threshold,
        champion,
        challenger,
        auc: ranked === null ? null : aucDifference,
        logLoss: { value, interval },
      };
    }),
    languages: languages.map(([language, judged]) => {
      const { champion, challenger, value, interval } = loss(judged);
      return { language, judgements: judged.length, champion, challenger, difference: { value, interval } };
    }),
  };
  return { ...measured, checks: judgeGate(measured) };
}

function collect({ examples, champion, challenger }: Pair): Judgement[] {
  return examples.flatMap(({ labels, language }, row) =>
    (Object.entries(labels) as [Label, 0 | 1][]).flatMap(([label, value]) => {
      const [mine, theirs] = [champion[row]?.[label], challenger[row]?.[label]];
      if (mine === undefined || theirs === undefined) return [];
      const spoken = language ?? UNKNOWN_LANGUAGE;
      return [{ row, label, language: spoken, positive: value === 1, champion: mine, challenger: theirs }];
    }),
  );
}

function scored(judged: readonly Judgement[], side: "champion" | "challenger"): Scored[] {
  return judged.map((one) => ({ score: one[side], positive: one.positive }));
}

function meanLoss(judged: readonly Judgement[], side: "champion" | "challenger"): number {
  const losses = scored(judged, side).map(logLoss);
  return losses.length > 0 ? losses.reduce((sum, one) => sum + one, 0) / losses.length : 0;
}

function lossAdvantage(n: number, judged: readonly Judgement[]): ResampleStatistic {
  const sums = new Float64Array(n);
  const weights = new Float64Array(n);
  for (const { row, positive, champion, challenger } of judged) {
    sums[row] =
      (sums[row] as number) +
      logLoss({ score: champion, positive }) -
      logLoss({ score: challenger, positive });
    weights[row] = (weights[row] as number) + 1;
  }
  return resampledMean(sums, weights);
}

function aucAdvantage(judged: readonly Judgement[]): ResampleStatistic {
  const rows = Int32Array.from(judged, ({ row }) => row);
  const positive = Uint8Array.from(judged, (one) => (one.positive ? 1 : 0));
  const [champion, challenger] = (["champion", "challenger"] as const).map((side) =>
    resampledAuc(
      Float64Array.from(judged, (one) => one[side]),
      rows,
      positive,
    ),
  ) as [ResampleStatistic, ResampleStatistic];
  return (counts) => {
    const [before, after] = [champion(counts), challenger(counts)];
    return before === null || after === null ? null : after - before;
  };
}

function calibration(judged: readonly Judgement[], side: "champion" | "challenger") {
  const all = scored(judged, side);
  return { ece: expectedCalibrationError(all), brier: brier(all) };
}

/** Mean squared error of the probabilities (Brier 1950). */
function brier(all: readonly Scored[]): number {
  const sum = all.reduce((total, { score, positive }) => total + (score - (positive ? 1 : 0)) ** 2, 0);
  return all.length > 0 ? sum / all.length : 0;
}

function measure(all: readonly Scored[], threshold: number | null): EvaluatedSide {
  return {
    auc: auc(all),
    averagePrecision: averagePrecision(all),
    f1: threshold === null ? null : f1(all, threshold),
    logLoss: all.reduce((sum, one) => sum + logLoss(one), 0) / all.length,
    brier: brier(all),
    ece: expectedCalibrationError(all),
    ...curvePoints(all),
    reliability: reliabilityBins(all),
  };
}

function f1(all: readonly Scored[], threshold: number): number | null {
  const { hits, falseAlarms, misses } = confusion(all, threshold);
  return hits + misses > 0 ? (2 * hits) / (2 * hits + falseAlarms + misses) : null;
}
