import { FEATURE_SPACE } from "#lib/scoring/index.ts";
import { collectScores, groupBySource } from "./collect-scores.ts";
import { auc } from "./metrics.ts";
import type { Prepared } from "./prepare-data.ts";
import { seededRandom } from "./seeded-random.ts";
import { type LinearModel, logitsOf, trainHeads, UNKNOWN } from "./train-heads.ts";

/**
 * A source of n labelled examples weighs n × (n / this)^-SOURCE_POWER: large ones lead, but do not drown the rest.
 * Of the powers 0.3, 0.5 and 0.65 the best on dev.
 */
const SOURCE_REFERENCE = 8_000;
const SOURCE_POWER = 0.5;
/** Most heads are best after the second; the best is kept for each. */
const EPOCHS = 3;
/** AdaGrad step. Of 0.1, 0.2, 0.3 and 1 the best on dev; averaging the iterates brought nothing more. */
const RATE = 0.3;

export type FittedWeights = { weights: Float32Array; epochs: number[]; devScores: (number | null)[] };

/**
 * Trains all heads at once and keeps for each the weights of its best epoch, by the mean AUC over dev sources.
 * Sources that have only one class of a label teach nothing about it and are left out for that head.
 */
export function fitWeights(data: Prepared, seed: number, report: (line: string) => void): FittedWeights {
  const heads = data.heads.length;
  const rows = Int32Array.from(data.examples.keys()).filter((row) => data.examples[row]?.split === "train");
  const sourceWeights = weighSources(data, rows);
  const best: FittedWeights = {
    weights: new Float32Array(FEATURE_SPACE * heads),
    epochs: new Array(heads).fill(0),
    devScores: new Array(heads).fill(null),
  };
  trainHeads(data.matrix, rows, data.targets, FEATURE_SPACE, {
    epochs: EPOCHS,
    rate: RATE,
    weightOf: (source, head) => sourceWeights[source * heads + head] as number,
    random: seededRandom(seed),
    onEpoch: (epoch, model) => {
      const scores = scoreOnDev(data, model);
      report(
        `epoch ${epoch}: dev AUC ${data.heads.map((label, head) => `${label} ${scores[head]?.toFixed(4) ?? "-"}`).join(", ")}`,
      );
      for (const [head, score] of scores.entries()) keepIfBetter(best, model, head, epoch, score);
      return true;
    },
  });
  return best;
}

function keepIfBetter(
  best: FittedWeights,
  model: LinearModel,
  head: number,
  epoch: number,
  score: number | null,
): void {
  if (epoch > 1 && (score ?? 0) <= (best.devScores[head] ?? 0)) return;
  best.epochs[head] = epoch;
  best.devScores[head] = score;
  for (let at = head; at < model.weights.length; at += model.heads)
    best.weights[at] = model.weights[at] as number;
}

/** The weight of one example, per source and head; 0 where a source has one class only. */
function weighSources(data: Prepared, rows: Int32Array): Float64Array {
  const heads = data.heads.length;
  const counts = [0, 1].map(() => new Int32Array(data.sources.length * heads));
  for (const row of rows) {
    for (let head = 0; head < heads; head++) {
      const value = data.targets.values[row * heads + head] as number;
      if (value === UNKNOWN) continue;
      const count = counts[value] as Int32Array;
      const cell = (data.targets.sources[row] as number) * heads + head;
      count[cell] = (count[cell] as number) + 1;
    }
  }
  return Float64Array.from(counts[0] as Int32Array, (negatives, cell) => {
    const positives = counts[1]?.[cell] ?? 0;
    if (negatives === 0 || positives === 0) return 0;
    return ((negatives + positives) / SOURCE_REFERENCE) ** -SOURCE_POWER;
  });
}

/** Mean AUC over the dev sources of each head. */
function scoreOnDev(data: Prepared, model: LinearModel): (number | null)[] {
  const logits = new Map<number, Float64Array>();
  data.examples.forEach((example, row) => {
    if (example.split === "dev") logits.set(row, logitsOf(model, data.matrix, row));
  });
  return data.heads.map((label, head) => {
    const scores = collectScores(data, label, "dev", (row) => logits.get(row)?.[head] ?? 0);
    const perSource = [...groupBySource(scores, true).values()].map((group) => auc(group) ?? 0);
    return perSource.length > 0 ? perSource.reduce((sum, one) => sum + one, 0) / perSource.length : null;
  });
}
