import type { ModelRef } from "./model-files.ts";
import { type ModelOptions, openTextModel, type Provider } from "./open-text-model.ts";
import { rowsOf, runRows, signalsOf } from "./runnable-model.ts";
import type { TextRow } from "./text-inputs.ts";

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
  const rows: TextRow[] = [];
  const places = texts.map(({ text }: { text: unknown }) => {
    const from = rows.length;
    if (typeof text === "string") rows.push(...rowsOf(model, text));
    return { from, to: rows.length };
  });
  const scores = await runRows(model, rows);
  const results = texts.map(({ id }, at): ScoredText => {
    const { from, to } = places[at] as { from: number; to: number };
    if (from === to) return { id, signals: {}, error: "The text is not a string" };
    return { id, signals: signalsOf(model.heads, scores.slice(from, to)) };
  });
  return { model: model.ref, provider: model.provider, latencyMs: performance.now() - started, results };
}
