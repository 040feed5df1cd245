import type { ModelRef } from "./model-files.ts";
import { type ModelOptions, openTextModel, type Provider, type TextModel } from "./open-text-model.ts";
import { packBatches } from "./pack-batches.ts";
import { splitWindows } from "./split-windows.ts";
import { extractFeatures, type TextFeatures } from "./text-features.ts";

export type TextInput = { id: string; text: string; lang?: string };
/** Label → calibrated probability, one for each head the model has; a label without a head is not there. */
export type Signals = Record<string, number>;
export type ScoredText = { id: string; signals: Signals; error?: string };
export type ScoredTexts = {
  model: ModelRef;
  provider: Provider;
  /** Wall time of the whole call, milliseconds; without the time the model took to open. */
  latencyMs: number;
  results: ScoredText[];
};

/**
 * Scores texts with the champion, or with the version named. Results stand in the order of the texts. What cannot
 * be scored (no string) gets no signals and an `error`, and disturbs no other text. A long text is read in
 * windows, and has the highest probability of them. `lang` is not used by this model: it tells by the text.
 * @throws Error only if the model itself cannot be opened or run.
 */
export async function scoreTexts(
  texts: readonly TextInput[],
  options: ModelOptions = {},
): Promise<ScoredTexts> {
  const model = await openTextModel(options);
  const started = performance.now();
  const results: ScoredText[] = texts.map(({ id }) => ({ id, signals: {} }));
  const features: TextFeatures[] = [];
  const owners: ScoredText[] = [];
  texts.forEach(({ text }: { text: unknown }, at) => {
    const result = results[at] as ScoredText;
    if (typeof text !== "string") {
      result.error = "The text is not a string";
      return;
    }
    for (const window of splitWindows(text)) {
      features.push(extractFeatures(window.text));
      owners.push(result);
    }
  });
  for (const batch of packBatches(features)) {
    const probabilities = await runModel(model, batch.indices, batch.values, batch.rows.length);
    batch.rows.forEach((row, at) => {
      const { signals } = owners[row] as ScoredText;
      model.heads.forEach((label, head) => {
        const probability = probabilities[at * model.heads.length + head] as number;
        signals[label] = Math.max(signals[label] ?? 0, probability);
      });
    });
  }
  return { model: model.ref, provider: model.provider, latencyMs: performance.now() - started, results };
}

async function runModel(
  model: TextModel,
  indices: Int32Array,
  values: Float32Array,
  rows: number,
): Promise<Float32Array> {
  const { Tensor } = await import("onnxruntime-node");
  const shape = [rows, indices.length / rows];
  const output = await model.session.run(
    { indices: new Tensor("int32", indices, shape), values: new Tensor("float32", values, shape) },
    ["probabilities"],
  );
  return output.probabilities?.data as Float32Array;
}
