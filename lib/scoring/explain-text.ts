import type { Label } from "./labels.ts";
import { type ModelOptions, openTextModel } from "./open-text-model.ts";
import type { LinearWeights } from "./read-onnx-weights.ts";
import { splitWindows, type Window } from "./split-windows.ts";
import { splitWords } from "./split-words.ts";
import { extractFeatures, type TextFeatures } from "./text-features.ts";

/** A stretch of the original text, UTF-16 offsets, and what it added to (or took from) the label's logit. */
export type Span = { start: number; end: number; weight: number };
/** `bias` and the weights of all spans add up to `logit`, whose sigmoid is the label's probability. */
export type LogitExplanation = { logit: number; bias: number; spans: Span[] };

/**
 * Which words carried the score of a label: exact, since the model is linear. Of a long text, the window that gave
 * the score is explained.
 * @returns no spans where the model has no head for the label, or the text holds no word.
 */
export async function explainText(text: string, label: Label, options: ModelOptions = {}): Promise<Span[]> {
  return (await explainLogit(text, label, options))?.spans ?? [];
}

/** {@link explainText} with the logit that the spans add up to; null where the model has no head for the label. */
export async function explainLogit(
  text: string,
  label: Label,
  options: ModelOptions = {},
): Promise<LogitExplanation | null> {
  const model = await openTextModel(options);
  const head = model.heads.indexOf(label);
  if (head < 0) return null;
  const explained = splitWindows(text).map((window) => explainWindow(window, model.weights, head));
  return explained.reduce((highest, one) => (one.logit > highest.logit ? one : highest));
}

function explainWindow({ text, offset }: Window, weights: LinearWeights, head: number): LogitExplanation {
  const features = extractFeatures(text, true);
  const perUnit = spreadOverUnits(text.length, features, weights, head);
  const bias = weights.bias[head] as number;
  const spans = splitWords(text).map(({ start, end }, at, words) => {
    // What fell on the space before a word is the word's; what follows the last word is the last word's.
    const from = at === 0 ? 0 : (words[at - 1]?.end ?? 0);
    const to = at === words.length - 1 ? text.length : end;
    let weight = 0;
    for (let unit = from; unit < to; unit++) weight += perUnit[unit] as number;
    return { start: start + offset, end: end + offset, weight };
  });
  return { logit: perUnit.reduce((sum, one) => sum + one, bias), bias, spans };
}

/** Shares each feature's part of the logit among its occurrences, and each of those among the units it covers. */
function spreadOverUnits(
  length: number,
  { indices, values, occurrences }: TextFeatures,
  weights: LinearWeights,
  head: number,
): Float64Array {
  const perUnit = new Float64Array(length);
  if (!occurrences) return perUnit;
  const times = new Int32Array(indices.length);
  for (const slot of occurrences.slots) times[slot] = (times[slot] as number) + 1;
  occurrences.slots.forEach((slot, at) => {
    const code = weights.codes[(indices[slot] as number) * weights.heads + head] as number;
    const part = (values[slot] as number) * code * (weights.scale[head] as number);
    const start = occurrences.starts[at] as number;
    const end = occurrences.ends[at] as number;
    const share = part / (times[slot] as number) / (end - start);
    for (let unit = start; unit < end; unit++) perUnit[unit] = (perUnit[unit] as number) + share;
  });
  return perUnit;
}
