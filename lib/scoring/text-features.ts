import { FeatureCounter } from "./feature-counter.ts";
import { normaliseUnits } from "./normalise-text.ts";
import { textShape } from "./text-shape.ts";
import { DIGIT, LETTER, SEPARATOR, unitClasses, WIDE } from "./unit-class.ts";

/** Changes whenever the same text would give other features; a model names the version it was trained on. */
export const FEATURE_VERSION = "hashed-ngrams/1";
/** Features are numbered below 2^20. */
export const FEATURE_BITS = 20;
export const FEATURE_SPACE = 1 << FEATURE_BITS;

/** Where a feature was seen: its place in `indices`, and UTF-16 offsets into the original text. */
export type Occurrences = { slots: number[]; starts: number[]; ends: number[] };
/** A sparse row: `values` belong to `indices`; an index may stand there twice, as word and as characters. */
export type TextFeatures = { indices: Int32Array; values: Float32Array; occurrences: Occurrences | null };

const MAX_CHARS = 5;
const SPACE = 0x20;
const ZERO = 0x30;
/** FNV-1a (Fowler, Noll, Vo), 32 bits, over UTF-16 units in place of octets. */
const FNV_PRIME = 0x01000193;
const WORD_SEED = 0x811c9dc5;
const CHAR_SEED = 0x9e3779b9;
const SHAPE_SEED = 0x01234567;
const PAIR_FACTOR = 0x85ebca6b;

/** One more unit into an FNV-1a state. */
function fnv(state: number, unit: number): number {
  return Math.imul(state ^ unit, FNV_PRIME);
}

/** MurmurHash3's finaliser (A. Appleby): spreads a state over all bits; the top ones number the feature. */
function featureIndex(state: number): number {
  let hash = state;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - FEATURE_BITS);
}

/** Counts a feature seen in the units from `from` to before `to`. */
type Count = (state: number, from: number, to: number) => void;

let counter: FeatureCounter | undefined;

/**
 * Features of a text after normaliseText, with digits all alike: hashed words and word pairs, the text's shape
 * (length, capitals, digits, exclamation marks), and hashed character 1-5-grams within a word and its neighbouring
 * spaces. tf is sublinear, 1 + ln(count); the words with the shape, and the characters, each have L2 norm 1/√2.
 * The same text gives the same row everywhere; n units give fewer than 7n + 10 features. Any string will do, also
 * an empty one, which has no features.
 */
export function extractFeatures(text: string, withOccurrences = false): TextFeatures {
  const { units, starts, ends } = normaliseUnits(text, withOccurrences);
  counter ??= new FeatureCounter(FEATURE_SPACE);
  const table = counter;
  const occurrences: Occurrences | null = withOccurrences ? { slots: [], starts: [], ends: [] } : null;
  const count: Count = (state, from, to) => {
    const slot = table.add(featureIndex(state));
    if (!occurrences || !starts || !ends) return;
    // The spaces imagined around the text have no place of their own; a neighbour answers for them.
    occurrences.slots.push(slot);
    occurrences.starts.push(starts[Math.min(Math.max(from, 0), units.length - 1)] as number);
    occurrences.ends.push(ends[Math.max(Math.min(to, units.length), 1) - 1] as number);
  };
  foldDigits(units);
  if (units.length > 0) {
    countWords(units, count);
    for (const [property, level] of textShape(text).entries()) {
      count(fnv(fnv(SHAPE_SEED, property), level), 0, units.length);
    }
  }
  const words = table.length;
  table.startBlock();
  if (units.length > 0) countChars(units, count);
  const { indices, counts } = table.take();
  const values = new Float32Array(indices.length);
  scaleBlock(counts, values, 0, words);
  scaleBlock(counts, values, words, indices.length);
  return { indices, values, occurrences };
}

/** Prices, codes and years differ in every post; that there is a number, and how long, is what matters. */
function foldDigits(units: Uint16Array): void {
  const classes = unitClasses();
  for (let at = 0; at < units.length; at++) if (classes[units[at] as number] === DIGIT) units[at] = ZERO;
}

function countWords(units: Uint16Array, count: Count): void {
  const classes = unitClasses();
  let previous = 0;
  let previousStart = -1;
  let at = 0;
  while (at < units.length) {
    if (classes[units[at] as number] === SEPARATOR) {
      at++;
      continue;
    }
    const start = at;
    let state = WORD_SEED;
    do {
      state = fnv(state, units[at++] as number);
    } while (at < units.length && joins(classes, units, at));
    count(state, start, at);
    if (previousStart >= 0) count(Math.imul(previous, PAIR_FACTOR) ^ state, previousStart, at);
    previous = state;
    previousStart = start;
  }
}

/** Whether the unit at `at` goes on with the word of the unit before it. */
function joins(classes: Uint8Array, units: Uint16Array, at: number): boolean {
  const unit = units[at] as number;
  const kind = classes[unit] as number;
  if (isWordClass(kind)) return isWordClass(classes[units[at - 1] as number] as number);
  return kind !== WIDE && unit >= 0xdc00 && unit <= 0xdfff;
}

function isWordClass(kind: number): boolean {
  return kind === LETTER || kind === DIGIT;
}

function countChars(units: Uint16Array, count: Count): void {
  const unitAt = (at: number) => (at >= 0 && at < units.length ? (units[at] as number) : SPACE);
  // A space stands before and after the text, so that its first and last letters are seen as such.
  for (let start = -1; start < units.length; start++) {
    let state = CHAR_SEED;
    for (let size = 1; size <= MAX_CHARS && start + size <= units.length + 1; size++) {
      const unit = unitAt(start + size - 1);
      state = fnv(state, unit);
      count(state, start, start + size);
      // A space ends a word: what comes after is another one's.
      if (unit === SPACE && size > 1) break;
    }
  }
}

/** Sublinear counts of one block, brought to L2 norm 1/√2. */
function scaleBlock(counts: Int32Array, values: Float32Array, from: number, to: number): void {
  let squares = 0;
  for (let slot = from; slot < to; slot++) {
    const tf = 1 + Math.log(counts[slot] as number);
    values[slot] = tf;
    squares += tf * tf;
  }
  const scale = squares > 0 ? Math.SQRT1_2 / Math.sqrt(squares) : 0;
  for (let slot = from; slot < to; slot++) values[slot] = (values[slot] as number) * scale;
}
