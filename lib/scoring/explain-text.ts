import { explainWords, type LogitExplanation, type Span } from "./explain-words.ts";
import { createMemo } from "./memo.ts";
import { type ModelOptions, openTextModel } from "./open-text-model.ts";

/** Explanations kept: those of the cases that people have before them now. */
const MOST_KEPT = 500;
const explanations = createMemo<LogitExplanation>(MOST_KEPT);

/**
 * Which words carried the score of a label; see {@link explainWords}.
 * @returns no spans where the model has no head for the label, or the text holds no word.
 */
export async function explainText(text: string, label: string, options: ModelOptions = {}): Promise<Span[]> {
  return (await explainLogit(text, label, options))?.spans ?? [];
}

/** {@link explainText} with the logit that the spans add up to; null where the model has no head for the label. */
export async function explainLogit(
  text: string,
  label: string,
  options: ModelOptions = {},
): Promise<LogitExplanation | null> {
  const model = await openTextModel(options);
  const head = model.heads.indexOf(label);
  if (head < 0) return null;
  const key = JSON.stringify([options.modelsDir, model.ref, label, text]);
  return explanations(key, () => explainWords(model, text, head));
}
