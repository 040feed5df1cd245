import type { Label } from "#lib/scoring/index.ts";
import { FEATURE_SPACE } from "#lib/scoring/index.ts";
import { collectScores } from "./collect-scores.ts";
import type { Definition } from "./encoder-weights.ts";
import { SOURCE_FOLD } from "./export-encoder.ts";
import { auc } from "./metrics.ts";
import type { Prepared } from "./prepare-data.ts";
import { type QuantisedWeights, quantiseWeights } from "./quantise-weights.ts";
import { seededRandom } from "./seeded-random.ts";
import { type LinearModel, logitsOf, trainHeads, UNKNOWN } from "./train-heads.ts";

const EPOCHS = 4;
/** AdaGrad step, as for the shared heads (fit-weights.ts). */
const RATE = 0.3;
const CLIP_DEVIATIONS = 40;

/**
 * Linear weights that learn from one source alone what it calls a label, over features folded into fewer cells. Of
 * each the best epoch on its own dev split is kept; the last where it has none.
 */
export function fitDefinitionWeights(
  data: Prepared,
  definitions: readonly Definition[],
  seed: number,
  report: (line: string) => void,
): QuantisedWeights {
  const count = definitions.length;
  const space = FEATURE_SPACE / SOURCE_FOLD;
  const matrix = {
    ...data.matrix,
    indices: data.matrix.indices.map((index) => Math.floor(index / SOURCE_FOLD)),
  };
  const values = new Int8Array(data.examples.length * count).fill(UNKNOWN);
  data.examples.forEach((example, row) => {
    definitions.forEach(({ label, source }, at) => {
      if (example.source === source) values[row * count + at] = example.labels[label] ?? UNKNOWN;
    });
  });
  const rows = Int32Array.from(data.examples.keys()).filter((row) => data.examples[row]?.split === "train");
  const best = new Float32Array(space * count);
  const bestAuc = new Float64Array(count).fill(-1);
  trainHeads(matrix, rows, { heads: count, values, sources: data.targets.sources }, space, {
    epochs: EPOCHS,
    rate: RATE,
    weightOf: () => 1,
    random: seededRandom(seed),
    onEpoch: (epoch, model) => {
      const scores = definitions.map(({ label, source }, at) =>
        devAuc(data, matrix, model, label, source, at),
      );
      scores.forEach((score, at) => {
        if (score !== null && score <= (bestAuc[at] as number)) return;
        bestAuc[at] = score ?? -1;
        for (let cell = at; cell < best.length; cell += count) best[cell] = model.weights[cell] as number;
      });
      report(
        `definitions, epoch ${epoch}: dev AUC ${definitions.map(({ label, source }, at) => `${label}/${source} ${scores[at]?.toFixed(4) ?? "-"}`).join(", ")}`,
      );
      return true;
    },
  });
  return quantiseWeights(best, count, CLIP_DEVIATIONS);
}

function devAuc(
  data: Prepared,
  matrix: Prepared["matrix"],
  model: LinearModel,
  label: Label,
  source: string,
  at: number,
): number | null {
  const scores = collectScores(data, label, "dev", (row) =>
    data.examples[row]?.source === source ? (logitsOf(model, matrix, row)[at] as number) : 0,
  );
  return auc(scores.filter((score) => score.source === source));
}
