import type { LinearWeights } from "./read-onnx-weights.ts";
import { type RunnableModel, runRows } from "./runnable-model.ts";
import { splitWindows, type Window } from "./split-windows.ts";
import { splitWords } from "./split-words.ts";
import { extractFeatures, type TextFeatures } from "./text-features.ts";
import { readerFor } from "./text-inputs.ts";

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
 * Which words carried the score of a head. Exact where the model is additive; else by occlusion: the text is scored
 * again without each word, and the word's weight is what the logit loses (Zeiler & Fergus 2014; Li et al. 2016). Of a
 * long text, the window that gave the score is explained.
 * @param head column of the model's outputs
 */
export async function explainWords(
  model: RunnableModel,
  text: string,
  head: number,
): Promise<LogitExplanation> {
  const { weights } = model;
  const windows = splitWindows(text);
  if (weights) {
    const explained = windows.map((window) => explainAdditive(window, weights, head));
    return explained.reduce((highest, one) => (one.logit > highest.logit ? one : highest));
  }
  const texts = windows.map((window) => window.text);
  const logits = await logitsOf(model, texts, head);
  const highest = logits.indexOf(Math.max(...logits));
  return occlude(model, windows[highest] as Window, logits[highest] as number, head);
}

async function logitsOf(model: RunnableModel, texts: readonly string[], head: number): Promise<number[]> {
  const { extract } = readerFor(model.features);
  const scores = await runRows(model, texts.map(extract), ["logits"]);
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
  const logits = await logitsOf(model, without, head);
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
