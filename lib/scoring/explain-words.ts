import type { ModelRow } from "./pack-batches.ts";
import type { LinearWeights } from "./read-onnx-weights.ts";
import { type RunnableModel, rowsOf, runRows } from "./runnable-model.ts";
import { splitWindows, type Window } from "./split-windows.ts";
import { splitWords } from "./split-words.ts";
import { extractFeatures, type TextFeatures } from "./text-features.ts";
import { readerFor } from "./text-inputs.ts";
import { hideTokens, type TokenFeatures } from "./token-features.ts";

/** A stretch of the original text, UTF-16 offsets, and what it added to (or took from) the label's logit. */
export type Span = { start: number; end: number; weight: number };
/**
 * `bias` and the weights of all spans add up to `logit`, whose sigmoid is the label's probability. Where the model is
 * not additive, `bias` holds also what only several words together bring about.
 */
export type LogitExplanation = { logit: number; bias: number; spans: Span[] };

/** So many stretches of a window are left out in turn; in a longer one, neighbouring words go together. */
const MOST_OCCLUSIONS = 128;

/**
 * Which words carried the score of a head. What features add is exact, since that part is linear; what a part that
 * reads order adds is told by hiding each word from it in turn, and of a model without a linear part by scoring the
 * text again without each word: the word's weight is what the logit loses (occlusion: Zeiler & Fergus 2014; Li et al.
 * 2016). Of a long text, the window that gave the score is explained.
 * @param head column of the model's outputs
 */
export async function explainWords(
  model: RunnableModel,
  text: string,
  head: number,
): Promise<LogitExplanation> {
  const { weights } = model;
  const windows = splitWindows(text);
  const rows = rowsOf(model, text);
  if (weights && rows.every(({ tokens }) => tokens === null)) {
    const explained = windows.map((window) => explainAdditive(window, weights, head));
    return explained.reduce((highest, one) => (one.logit > highest.logit ? one : highest));
  }
  const logits = await logitsOf(model, rows, head);
  const highest = logits.indexOf(Math.max(...logits));
  const window = windows[highest] as Window;
  const logit = logits[highest] as number;
  const tokens = rows[highest]?.tokens;
  return weights && tokens
    ? explainOrder(model, window, { ...(rows[highest] as ModelRow), tokens }, weights, logit, head)
    : occlude(model, window, logit, head);
}

/** The linear part's words, each with what hiding it from the rest of the model takes from the logit. */
async function explainOrder(
  model: RunnableModel,
  window: Window,
  { features, tokens }: { features: TextFeatures; tokens: TokenFeatures },
  weights: LinearWeights,
  logit: number,
  head: number,
): Promise<LogitExplanation> {
  const { spans } = explainAdditive(window, weights, head);
  const { starts, ends } = tokens;
  // Words that share a token (spaced-out letters) are hidden together, and share what that takes.
  const hidden = spans.map(({ start, end }) =>
    Array.from(starts.keys()).filter(
      (token) =>
        (starts[token] as number) + window.offset < end && (ends[token] as number) + window.offset > start,
    ),
  );
  const rows = hidden.map((some) => ({ features, tokens: hideTokens(tokens, some) }));
  const logits = await logitsOf(model, rows, head);
  const sharers = new Map<number, number>();
  for (const some of hidden) for (const token of some) sharers.set(token, (sharers.get(token) ?? 0) + 1);
  const weighted = spans.map((span, at) => {
    const some = hidden[at] as number[];
    if (some.length === 0) return span;
    const share = Math.max(...some.map((token) => sharers.get(token) ?? 1));
    return { ...span, weight: span.weight + (logit - (logits[at] as number)) / share };
  });
  return { logit, bias: weighted.reduce((rest, { weight }) => rest - weight, logit), spans: weighted };
}

async function logitsOf(model: RunnableModel, rows: readonly ModelRow[], head: number): Promise<number[]> {
  const scores = await runRows(model, rows, ["logits"]);
  return scores.map(({ values }) => values.logits?.[head] as number);
}

async function occlude(
  model: RunnableModel,
  { text, offset }: Window,
  logit: number,
  head: number,
): Promise<LogitExplanation> {
  const words = splitWords(text);
  const together = Math.ceil(words.length / MOST_OCCLUSIONS);
  const stretches = [];
  for (let from = 0; from < words.length; from += together) {
    const last = words[Math.min(from + together, words.length) - 1];
    stretches.push({ start: words[from]?.start ?? 0, end: last?.end ?? text.length });
  }
  const without = stretches.map(({ start, end }) => text.slice(0, start) + text.slice(end));
  const logits = await logitsOf(model, without.map(readerFor(model.features).extract), head);
  const spans = stretches.map(({ start, end }, at) => ({
    start: start + offset,
    end: end + offset,
    weight: logit - (logits[at] as number),
  }));
  return { logit, bias: spans.reduce((rest, { weight }) => rest - weight, logit), spans };
}

function explainAdditive({ text, offset }: Window, weights: LinearWeights, head: number): LogitExplanation {
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
