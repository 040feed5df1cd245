import type { ModelRow } from "./pack-batches.ts";
import type { LinearWeights } from "./read-onnx-weights.ts";
import { splitWindows } from "./split-windows.ts";
import { type NamedTensors, readerFor } from "./text-inputs.ts";

/** What every text model gives: for each head its calibrated probability, and the logit behind it. */
export const HEAD_OUTPUTS = ["probabilities", "logits"] as const;

/** What models from version 2 give besides: labels read by single sources' definitions. */
export const DEFINITIONS = "definitions";

/** What models with an encoder give besides: what a text is about, as numbers. */
export const EMBEDDING = "embedding";

/** Outputs by name, of a batch row by row; and what computed them. */
export type ModelOutputs = { values: Record<string, Float32Array>; provider: string };

/** A text model that can be run, wherever it runs: in this process, in a browser, on another machine. */
export type RunnableModel = {
  /** The features it reads, as its card names them. */
  features: string;
  heads: readonly string[];
  /** The linear part of the model's logits, of its first heads; null where the file holds none. */
  weights: LinearWeights | null;
  /** Runs one batch for the outputs named. */
  run: (inputs: NamedTensors, outputs: readonly string[]) => Promise<ModelOutputs>;
};

/** What one row got. */
export type RowScores = ModelOutputs;

/** Runs rows in padded batches; the answers stand in the order of the rows. @throws what the model throws */
export async function runRows(
  model: RunnableModel,
  rows: readonly ModelRow[],
  outputs: readonly string[] = HEAD_OUTPUTS,
): Promise<RowScores[]> {
  const scores = new Array<RowScores>(rows.length);
  for (const batch of readerFor(model.features).pack(rows)) {
    const { values, provider } = await model.run(batch.inputs, outputs);
    batch.rows.forEach((row, at) => {
      scores[row] = { values: rowOf(values, at, batch.rows.length), provider };
    });
  }
  return scores;
}

function rowOf(values: ModelOutputs["values"], at: number, rows: number): ModelOutputs["values"] {
  return Object.fromEntries(
    Object.entries(values).map(([name, data]) => {
      const width = data.length / rows;
      return [name, data.slice(at * width, (at + 1) * width)];
    }),
  );
}

/** The rows of a text: one, or one for each window of a long one. */
export function rowsOf(model: Pick<RunnableModel, "features">, text: string): ModelRow[] {
  const { extract } = readerFor(model.features);
  return splitWindows(text).map((window) => extract(window.text));
}

/** Name → value of a text in one output: of its windows' values the highest. */
export function highestOf(
  names: readonly string[],
  windows: readonly RowScores[],
  output: string,
): Record<string, number> {
  return Object.fromEntries(
    names.map((name, column) => [
      name,
      Math.max(...windows.map(({ values }) => values[output]?.[column] ?? Number.NaN)),
    ]),
  );
}

/** What a text is about: the sum of its windows' embeddings at length 1; null where the model has none. */
export function embeddingOf(windows: readonly RowScores[]): Float32Array | null {
  const width = windows[0]?.values[EMBEDDING]?.length;
  if (!width) return null;
  const sum = new Float32Array(width);
  for (const { values } of windows)
    values[EMBEDDING]?.forEach((value, place) => {
      sum[place] = (sum[place] as number) + value;
    });
  const length = Math.hypot(...sum);
  return length === 0 ? sum : sum.map((value) => value / length);
}
