import type { LinearWeights } from "./read-onnx-weights.ts";
import { splitWindows } from "./split-windows.ts";
import { type NamedTensors, readerFor, type TextRow } from "./text-inputs.ts";

/** Of a batch, row by row: one number for each head; and what computed them. */
export type ModelOutputs = { probabilities: Float32Array; logits: Float32Array; provider: string };

/** A text model that can be run, wherever it runs: in this process, in a browser, on another machine. */
export type RunnableModel = {
  /** The features it reads, as its card names them. */
  features: string;
  heads: readonly string[];
  /** The additive part of the model's logits; null where not all of the logit is additive. */
  weights: LinearWeights | null;
  run: (inputs: NamedTensors) => Promise<ModelOutputs>;
};

/** What one row got, one number for each head. */
export type RowScores = ModelOutputs;

/** Runs rows in padded batches; the answers stand in the order of the rows. @throws what the model throws */
export async function runRows(model: RunnableModel, rows: readonly TextRow[]): Promise<RowScores[]> {
  const scores = new Array<RowScores>(rows.length);
  const width = model.heads.length;
  for (const batch of readerFor(model.features).pack(rows)) {
    const { probabilities, logits, provider } = await model.run(batch.inputs);
    batch.rows.forEach((row, at) => {
      const from = at * width;
      scores[row] = {
        probabilities: probabilities.slice(from, from + width),
        logits: logits.slice(from, from + width),
        provider,
      };
    });
  }
  return scores;
}

/** The rows of a text: one, or one for each window of a long one. */
export function rowsOf(model: Pick<RunnableModel, "features">, text: string): TextRow[] {
  const { extract } = readerFor(model.features);
  return splitWindows(text).map((window) => extract(window.text));
}

/** Label → probability of a text: of its windows' the highest. */
export function signalsOf(heads: readonly string[], windows: readonly RowScores[]): Record<string, number> {
  return Object.fromEntries(
    heads.map((label, head) => [
      label,
      Math.max(...windows.map(({ probabilities }) => probabilities[head] as number)),
    ]),
  );
}
