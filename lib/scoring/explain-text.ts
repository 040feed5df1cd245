import { explainWords, type LogitExplanation, type Span } from "./explain-words.ts";
import { type ModelOptions, openTextModel } from "./open-text-model.ts";

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
  return head < 0 ? null : explainWords(model, text, head);
}
