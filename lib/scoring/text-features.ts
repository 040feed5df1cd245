import { normaliseUnits } from "./normalise-text.ts";
import { LETTER, SEPARATOR, SYLLABLE, unitClasses, WIDE } from "./unit-class.ts";

/** Changes whenever the same text would give other features; a model names the version it was trained on. */
export const FEATURE_VERSION = "hashed-ngrams/1";
/** Features are numbered below 2^20. */
export const FEATURE_BITS = 20;
export const FEATURE_SPACE = 1 << FEATURE_BITS;

/** Where a feature was seen: its place in `indices`, and UTF-16 offsets into the original text. */
export type Occurrences = { slots: number[]; starts: number[]; ends: number[] };
/** A sparse row: `values` belong to `indices`; an index may stand there twice, as word and as characters. */
export type TextFeatures = { indices: Int32Array; values: Float32Array; occurrences: Occurrences | null };

const MIN_CHARS = 3;
const MAX_CHARS = 5;
const SPACE = 0x20;
/** FNV-1a (Fowler, Noll, Vo), 32 bits, over UTF-16 units in place of octets. */
const FNV_PRIME = 0x01000193;
const WORD_SEED = 0x811c9dc5;
const CHAR_SEED = 0x9e3779b9;
const PAIR_FACTOR = 0x85ebca6b;

/** One more unit into an FNV-1a state. */
function fnv(state: number, unit: number): number {
  return Math.imul(state ^ unit, FNV_PRIME);
}

/** MurmurHash3's finaliser: spreads a state over all bits; the top ones number the feature. */
function featureIndex(state: number): number {
  let hash = state;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - FEATURE_BITS);
}

/** Counts features of one block (words, or characters); made once, emptied after every post. */
class Counter {
  private readonly slotOf = new Int32Array(FEATURE_SPACE).fill(-1);
  indices = new Int32Array(1024);
  counts = new Int32Array(1024);
  length = 0;
  blockStart = 0;

  add(index: number): number {
    const known = this.slotOf[index] as number;
    if (known >= this.blockStart) {
      this.counts[known] = (this.counts[known] as number) + 1;
      return known;
    }
    if (this.length === this.indices.length) this.grow();
    this.indices[this.length] = index;
    this.counts[this.length] = 1;
    this.slotOf[index] = this.length;
    return this.length++;
  }

  /** Empties the table and hands out copies, so that the next post can have the memory. */
  take(): { indices: Int32Array; counts: Int32Array } {
    const indices = this.indices.slice(0, this.length);
    const counts = this.counts.slice(0, this.length);
    for (const index of indices) this.slotOf[index] = -1;
    this.length = 0;
    this.blockStart = 0;
    return { indices, counts };
  }

  private grow(): void {
    const double = (from: Int32Array) => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.indices = double(this.indices);
    this.counts = double(this.counts);
  }
}

let shared: Counter | undefined;

/**
 * Hashed word 1-2-grams and character 3-5-grams of a text (from 1 for Hangul syllables), after normaliseText.
 * tf is sublinear, 1 + ln(count); words and characters each have L2 norm 1/√2, the row has 1. Pure and without
 * state to see: the same text gives the same row everywhere.
 */
export function extractFeatures(text: string, withOccurrences = false): TextFeatures {
  const { units, starts, ends } = normaliseUnits(text, withOccurrences);
  shared ??= new Counter();
  const counter = shared;
  const occurrences: Occurrences | null = starts && ends ? { slots: [], starts: [], ends: [] } : null;
  const note = (slot: number, from: number, to: number) => {
    if (!occurrences || !starts || !ends) return;
    const first = Math.max(from, 0);
    const last = Math.min(to, units.length) - 1;
    if (last < first) return;
    occurrences.slots.push(slot);
    occurrences.starts.push(starts[first] as number);
    occurrences.ends.push(ends[last] as number);
  };
  countWords(units, counter, note);
  counter.blockStart = counter.length;
  const words = counter.length;
  countChars(units, counter, note);
  const { indices, counts } = counter.take();
  const values = new Float32Array(indices.length);
  scaleBlock(counts, values, 0, words);
  scaleBlock(counts, values, words, indices.length);
  return { indices, values, occurrences };
}

type Note = (slot: number, from: number, to: number) => void;

function countWords(units: Uint16Array, counter: Counter, note: Note): void {
  const classes = unitClasses();
  let previous = 0;
  let previousStart = -1;
  let at = 0;
  while (at < units.length) {
    const kind = classes[units[at] as number] as number;
    if (kind === SEPARATOR) {
      at++;
      continue;
    }
    const start = at;
    let state = WORD_SEED;
    do {
      state = fnv(state, units[at++] as number);
    } while (at < units.length && joins(classes, units, at));
    note(counter.add(featureIndex(state)), start, at);
    if (previousStart >= 0) {
      note(counter.add(featureIndex(Math.imul(previous, PAIR_FACTOR) ^ state)), previousStart, at);
    }
    previous = state;
    previousStart = start;
  }
}

/** Whether the unit at `at` goes on with the word of the unit before it. */
function joins(classes: Uint8Array, units: Uint16Array, at: number): boolean {
  const kind = classes[units[at] as number] as number;
  const before = classes[units[at - 1] as number] as number;
  if (kind === LETTER || kind === SYLLABLE) return before === LETTER || before === SYLLABLE;
  const unit = units[at] as number;
  return kind !== WIDE && unit >= 0xdc00 && unit <= 0xdfff;
}

function countChars(units: Uint16Array, counter: Counter, note: Note): void {
  const classes = unitClasses();
  // A space stands before and after the text, so that its first and last letters are seen as such.
  for (let start = -1; start < units.length; start++) {
    let state = CHAR_SEED;
    const shortest = start >= 0 && classes[units[start] as number] === SYLLABLE ? 1 : MIN_CHARS;
    for (let size = 1; size <= MAX_CHARS && start + size <= units.length + 1; size++) {
      const at = start + size - 1;
      state = fnv(state, at >= 0 && at < units.length ? (units[at] as number) : SPACE);
      if (size >= shortest) note(counter.add(featureIndex(state)), start, at + 1);
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
