import type { ModelRef } from "./model-files.ts";
import { type ModelOptions, openTextModel } from "./open-text-model.ts";
import type { ModelRow } from "./pack-batches.ts";
import { FALLBACK_SUFFIX } from "./remote-inference.ts";
import { DEFINITIONS, embeddingOf, highestOf, type RowScores, rowsOf } from "./runnable-model.ts";

export type TextInput = { id: string; text: string; lang?: string };
/** Label → calibrated probability, one for each head the model has; a label without a head is not there. */
export type Signals = Record<string, number>;
/** `embedding`: from models with an encoder. `definitions`: the labels by single sources' definitions, e.g. `hate/edos`; empty for models without. */
export type ScoredText = {
  id: string;
  signals: Signals;
  definitions: Signals;
  embedding?: Float32Array;
  error?: string;
};
export type ScoredTexts = {
  model: ModelRef;
  /** What computed the scores; of several, the one that says most: a fall-back before the server it stands in for. */
  provider: string;
  /** Wall time of the whole call, milliseconds; without the time the model took to open. */
  latencyMs: number;
  results: ScoredText[];
};

/**
 * Scores texts with the champion, or with the version named. Results stand in the order of the texts. What cannot
 * be scored (no string, or one that the model fails on) gets no signals and an `error`, and disturbs no other text. A long text is read in
 * windows, and has the highest probability of them. `lang` is not used by this model: it tells by the text.
 * @throws Error only if the model itself cannot be opened, or fails on every text.
 */
export async function scoreTexts(
  texts: readonly TextInput[],
  options: ModelOptions = {},
): Promise<ScoredTexts> {
  const model = await openTextModel(options);
  const started = performance.now();
  const rows: ModelRow[] = [];
  const places = texts.map(({ text }: { text: unknown }) => {
    const from = rows.length;
    if (typeof text === "string") rows.push(...rowsOf(model, text));
    return { from, to: rows.length };
  });
  const scores = await Promise.allSettled(rows.map(model.score));
  const failure = scores.find((one) => one.status === "rejected");
  if (failure && scores.every((one) => one.status === "rejected")) throw failure.reason;
  const results = texts.map(({ id }, at): ScoredText => {
    const { from, to } = places[at] as { from: number; to: number };
    if (from === to) return { id, signals: {}, definitions: {}, error: "The text is not a string" };
    const windows = scores.slice(from, to);
    const failed = windows.find((one) => one.status === "rejected");
    if (failed) return { id, signals: {}, definitions: {}, error: String(failed.reason) };
    const scored = windows.map(scoresOf);
    const embedding = embeddingOf(scored);
    return {
      id,
      signals: highestOf(model.heads, scored, "probabilities"),
      definitions: highestOf(model.definitions, scored, DEFINITIONS),
      ...(embedding && { embedding }),
    };
  });
  const providers = new Set(
    scores.filter((one) => one.status === "fulfilled").map((one) => one.value.provider),
  );
  const provider = [...providers].find((one) => one.endsWith(FALLBACK_SUFFIX)) ?? [...providers][0] ?? "none";
  return { model: model.ref, provider, latencyMs: performance.now() - started, results };
}

function scoresOf(result: PromiseSettledResult<RowScores>): RowScores {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
