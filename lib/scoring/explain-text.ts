import type { Label } from "./labels.ts";
import { type ModelOptions, openTextModel, type TextModel } from "./open-text-model.ts";
import type { LinearWeights } from "./read-onnx-weights.ts";
import { runTextModel } from "./run-text-model.ts";
import { readRow } from "./score-texts.ts";
import { splitWindows, type Window } from "./split-windows.ts";
import { splitWords } from "./split-words.ts";
import { extractFeatures, type TextFeatures } from "./text-features.ts";
import { hideTokens, type TokenFeatures } from "./token-features.ts";

/** A stretch of the original text, UTF-16 offsets, and what it added to (or took from) the label's logit. */
export type Span = { start: number; end: number; weight: number };
/** `bias` and the weights of all spans add up to `logit`, whose sigmoid is the label's probability. */
export type LogitExplanation = { logit: number; bias: number; spans: Span[] };

/**
 * Which words carried the score of a label. What features add is exact, since that part is linear; what a part that
 * reads order adds is told by taking each word away in turn (occlusion), so that `bias` holds what no single word
 * accounts for. Of a long text, the window that gave the score is explained.
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
  const windows = splitWindows(text);
  if (!model.readsTokens) {
    const explained = windows.map((window) => explainWindow(window, model.weights, head));
    return explained.reduce((highest, one) => (one.logit > highest.logit ? one : highest));
  }
  const rows = windows.map((window) => readRow(window.text, model));
  const { logits } = await runTextModel(model.session, rows, ["logits"]);
  const logitOf = (window: number) => logits.data[window * logits.width + head] as number;
  const highest = windows.reduce((best, _, at) => (logitOf(at) > logitOf(best) ? at : best), 0);
  return explainOrder(windows[highest] as Window, logitOf(highest), model, head);
}

/** The linear part's words, each with what hiding it from the rest of the model takes from the logit. */
async function explainOrder(
  window: Window,
  logit: number,
  model: TextModel,
  head: number,
): Promise<LogitExplanation> {
  const { spans } = explainWindow(window, model.weights, head);
  const row = readRow(window.text, model);
  const { starts, ends } = row.tokens as TokenFeatures;
  // Words that share a token (spaced-out letters) are hidden together, and share what that takes.
  const hidden = spans.map(({ start, end }) =>
    Array.from(starts.keys()).filter(
      (token) =>
        (starts[token] as number) + window.offset < end && (ends[token] as number) + window.offset > start,
    ),
  );
  const { logits } = await runTextModel(
    model.session,
    hidden.map((tokens) => ({
      features: row.features,
      tokens: hideTokens(row.tokens as TokenFeatures, tokens),
    })),
    ["logits"],
  );
  const sharers = new Map<number, number>();
  for (const tokens of hidden) for (const token of tokens) sharers.set(token, (sharers.get(token) ?? 0) + 1);
  const weighted = spans.map((span, at) => {
    const tokens = hidden[at] as number[];
    if (tokens.length === 0) return span;
    const share = Math.max(...tokens.map((token) => sharers.get(token) ?? 1));
    const without = logits.data[at * logits.width + head] as number;
    return { ...span, weight: span.weight + (logit - without) / share };
  });
  return { logit, bias: logit - weighted.reduce((sum, { weight }) => sum + weight, 0), spans: weighted };
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
  if (!occurrences || head >= weights.heads) return perUnit;
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
