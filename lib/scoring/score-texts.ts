import type { ModelRef } from "./model-files.ts";
import { type ModelOptions, openTextModel, type Provider, type TextModel } from "./open-text-model.ts";
import type { ModelRow } from "./pack-batches.ts";
import { type Output, runTextModel } from "./run-text-model.ts";
import { splitWindows } from "./split-windows.ts";
import { extractFeatures } from "./text-features.ts";
import { extractTokens } from "./token-features.ts";

export type TextInput = { id: string; text: string; lang?: string };
/** Label → calibrated probability, one for each head the model has; a label without a head is not there. */
export type Signals = Record<string, number>;
/** `definitions`: the labels by single sources' definitions, e.g. `hate/edos`; empty for models without. */
export type ScoredText = { id: string; signals: Signals; definitions: Signals; error?: string };
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
  const results: ScoredText[] = texts.map(({ id }) => ({ id, signals: {}, definitions: {} }));
  const rows: ModelRow[] = [];
  const owners: ScoredText[] = [];
  texts.forEach(({ text }: { text: unknown }, at) => {
    const result = results[at] as ScoredText;
    if (typeof text !== "string") {
      result.error = "The text is not a string";
      return;
    }
    for (const window of splitWindows(text)) {
      rows.push(readRow(window.text, model));
      owners.push(result);
    }
  });
  const names =
    model.definitions.length > 0 ? (["probabilities", "definitions"] as const) : (["probabilities"] as const);
  const outputs: Partial<Record<"probabilities" | "definitions", Output>> = await runTextModel(
    model.session,
    rows,
    names,
  );
  owners.forEach((owner, row) => {
    keepHighest(owner.signals, model.heads, outputs.probabilities, row);
    keepHighest(owner.definitions, model.definitions, outputs.definitions, row);
  });
  return { model: model.ref, provider: model.provider, latencyMs: performance.now() - started, results };
}

/** What the model reads of a text. */
export function readRow(text: string, { readsTokens }: Pick<TextModel, "readsTokens">): ModelRow {
  return { features: extractFeatures(text), tokens: readsTokens ? extractTokens(text) : null };
}

/** Of several windows of a text the highest probability counts. */
function keepHighest(
  signals: Signals,
  names: readonly string[],
  output: Output | undefined,
  row: number,
): void {
  names.forEach((name, column) => {
    const probability = output?.data[row * output.width + column] ?? 0;
    signals[name] = Math.max(signals[name] ?? 0, probability);
  });
}
