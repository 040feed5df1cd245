import { normaliseUnits } from "./normalise-text.ts";
import { consonantsOf, spellSkeleton } from "./spell-skeleton.ts";
import { splitTokens, type Token } from "./split-tokens.ts";
import { DIGIT, unitClasses } from "./unit-class.ts";

/** Changes whenever the same text would give other tokens; a model names the version it was trained on. */
export const TOKEN_VERSION = "subword-tokens/1";
/** Numbers of one token; 0 fills what a token does not need. The first is never 0. */
export const TOKEN_SLOTS = 20;
/** Subwords are numbered below this. */
export const TOKEN_SPACE = 1 << 16;
/** Tokens read of one text; a window of 4,000 units rarely has more. */
export const MAX_TOKENS = 512;

/** `count` tokens of TOKEN_SLOTS numbers each; `starts` and `ends` are UTF-16 offsets into the original text. */
export type TokenFeatures = { count: number; ids: Int32Array; starts: Int32Array; ends: Int32Array };

/** Numbers below this are the ways a word looks, above it hashes of what it says. */
const SHAPES = 64;
const CAPITALS = 1;
const TITLE = 2;
const STRETCHED = 3;
const DISGUISED = 4;
const QUOTED = 5;
/** A word that is there, but not to be read; in training some are hidden so. */
const HIDDEN = 63;
const BEFORE = 8;
const AFTER = 32;
/** Signs beside a word that mean something, by their place here; all others are 1. */
const SIGNS = [0, -1, ...Array.from(".,:;!?\"'#@[]()*-/&%", (sign) => sign.charCodeAt(0))];

const TRIGRAMS = 7;
const QUADGRAMS = 5;
/** A longer word is read in overlapping pieces besides: compounds, hashtags, words run together. */
const LONG_WORD = 13;
const PIECE = 8;
const PIECE_STEP = 6;
const MAX_WORD = 44;
const EDGE = 0x20;
/** A quotation ends within so many units or is none. */
const QUOTATION = 400;

const FNV_PRIME = 0x01000193;
const WORD_SEED = 0x811c9dc5;
const SKELETON_SEED = 0x2545f491;
const CONSONANT_SEED = 0x61c88647;
const GRAM_SEED = 0x9e3779b9;
const PIECE_SEED = 0x7f4a7c15;
const ZERO = 0x30;

/**
 * A text as a sequence of tokens, each a handful of numbers: the word, its skeleton and consonants (spellSkeleton),
 * character 3- and 4-grams of the skeleton, and how it looks (capitals, stretched or disguised spelling, inside a
 * quotation, the signs before and after it). Order is kept, for models that read it. The same text gives the same
 * numbers everywhere. Any string will do; one without words has no tokens.
 */
export function extractTokens(text: string): TokenFeatures {
  const normal = normaliseUnits(text, true);
  const { units } = normal;
  const starts = normal.starts as Int32Array;
  const ends = normal.ends as Int32Array;
  const tokens = splitTokens(normal);
  const quotes = new QuotationFinder(units);
  const rows: number[][] = [];
  const from: number[] = [];
  const to: number[] = [];
  const push = (row: number[], token: Token) => {
    rows.push(row);
    from.push(starts[token.from] as number);
    to.push(ends[token.to - 1] as number);
  };
  for (let at = 0; at < tokens.length && rows.length < MAX_TOKENS; at++) {
    const token = tokens[at] as Token;
    const shapes = shapesOf(token, text, starts, ends, quotes.covers(token.from));
    if (token.wide) {
      push([...wideGrams(tokens, at), ...shapes], token);
      continue;
    }
    const word = token.units.slice(0, MAX_WORD);
    const skeleton = spellSkeleton(word);
    push([...wordGrams(word, skeleton), ...shapes], token);
    if (skeleton.length < LONG_WORD) continue;
    for (let piece = 0; piece + PIECE <= skeleton.length && rows.length < MAX_TOKENS; piece += PIECE_STEP) {
      const part = skeleton.slice(piece, piece + PIECE);
      push([hash(PIECE_SEED, part), ...grams(part, 3, TRIGRAMS), ...grams(part, 4, QUADGRAMS)], token);
    }
  }
  const ids = new Int32Array(rows.length * TOKEN_SLOTS);
  rows.forEach((row, at) => {
    ids.set(row.length > TOKEN_SLOTS ? row.slice(0, TOKEN_SLOTS) : row, at * TOKEN_SLOTS);
  });
  return { count: rows.length, ids, starts: Int32Array.from(from), ends: Int32Array.from(to) };
}

/** The same tokens with some of them hidden, as training hides them. */
export function hideTokens(tokens: TokenFeatures, hidden: readonly number[]): TokenFeatures {
  const ids = tokens.ids.slice();
  for (const token of hidden) {
    ids.fill(0, token * TOKEN_SLOTS, (token + 1) * TOKEN_SLOTS);
    ids[token * TOKEN_SLOTS] = HIDDEN;
  }
  return { ...tokens, ids };
}

/** FNV-1a (Fowler, Noll, Vo) with MurmurHash3's finaliser (A. Appleby), brought above the shapes. */
function hash(seed: number, units: readonly number[]): number {
  let state = seed;
  for (const unit of units) state = Math.imul(state ^ unit, FNV_PRIME);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return SHAPES + (((state ^ (state >>> 16)) >>> 0) % (TOKEN_SPACE - SHAPES));
}

function wordGrams(word: readonly number[], skeleton: readonly number[]): number[] {
  const classes = unitClasses();
  const folded = word.map((unit) => (classes[unit] === DIGIT ? ZERO : unit));
  const row = [hash(WORD_SEED, folded)];
  if (skeleton.length === 0) return row;
  row.push(hash(SKELETON_SEED, skeleton));
  const consonants = consonantsOf(skeleton);
  if (consonants.length > 0) row.push(hash(CONSONANT_SEED, consonants));
  const edged = [EDGE, ...skeleton, EDGE];
  row.push(...grams(edged, 3, TRIGRAMS), ...grams(edged, 4, QUADGRAMS));
  return row;
}

/** At most `limit` n-grams, spread evenly over the word. */
function grams(units: readonly number[], size: number, limit: number): number[] {
  const count = units.length - size + 1;
  const taken = Math.min(count, limit);
  const found: number[] = [];
  for (let k = 0; k < taken; k++) {
    const at = taken === count ? k : Math.round((k * (count - 1)) / (taken - 1));
    found.push(hash(GRAM_SEED + size, units.slice(at, at + size)));
  }
  return found;
}

/** A character of a script without spaces, with its neighbours on both sides. */
function wideGrams(tokens: readonly Token[], at: number): number[] {
  const unitAt = (place: number) => tokens[place]?.units[0] ?? EDGE;
  const [before, unit, after] = [unitAt(at - 1), unitAt(at), unitAt(at + 1)];
  return [
    hash(WORD_SEED, [unit]),
    hash(GRAM_SEED, [before, unit]),
    hash(GRAM_SEED, [unit, after]),
    hash(GRAM_SEED, [before, unit, after]),
    hash(GRAM_SEED, [unitAt(at - 2), before, unit]),
  ];
}

function shapesOf(
  token: Token,
  text: string,
  starts: Int32Array,
  ends: Int32Array,
  quoted: boolean,
): number[] {
  const shapes: number[] = [];
  const start = starts[token.from] as number;
  const end = ends[token.to - 1] as number;
  const [upper, letters, first] = countCapitals(text, start, end);
  if (letters > 1 && upper === letters) shapes.push(CAPITALS);
  else if (first && upper === 1) shapes.push(TITLE);
  if (token.disguised) shapes.push(DISGUISED);
  else if (end - start > token.to - token.from) shapes.push(STRETCHED);
  if (quoted) shapes.push(QUOTED);
  if (token.before > 0) shapes.push(BEFORE + signNumber(token.before));
  if (token.after > 0) shapes.push(AFTER + signNumber(token.after));
  return shapes;
}

function countCapitals(
  text: string,
  start: number,
  end: number,
): [upper: number, all: number, first: boolean] {
  let upper = 0;
  let all = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) upper++;
    if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) all++;
  }
  const code = text.charCodeAt(start);
  return [upper, all, code >= 0x41 && code <= 0x5a];
}

function signNumber(unit: number): number {
  return Math.max(1, SIGNS.indexOf(unit));
}

const OPENING: Readonly<Record<number, number>> = {
  34: 0x22,
  39: 0x27,
  171: 0xbb,
  8220: 0x201d,
  8222: 0x201c,
  12300: 0x300d,
};

/** Says which places of a text, asked in order, stand inside quotation marks that are closed again. */
class QuotationFinder {
  private readonly units: Uint16Array;
  private at = 0;
  private end = 0;

  constructor(units: Uint16Array) {
    this.units = units;
  }

  covers(place: number): boolean {
    for (; this.at < place; this.at++) {
      const closing = OPENING[this.units[this.at] as number];
      if (closing === undefined || this.at < this.end || !this.isEdge(this.at - 1)) continue;
      const end = this.findClosing(closing);
      if (end > 0) {
        this.end = end;
        this.at = Math.min(end, place);
      }
    }
    return place < this.end;
  }

  /** A mark opens only at the beginning of a word, and closes only at the end of one. */
  private isEdge(at: number): boolean {
    const unit = this.units[at];
    return unit === undefined || unitClasses()[unit] === 0;
  }

  private findClosing(mark: number): number {
    const limit = Math.min(this.units.length, this.at + QUOTATION);
    for (let end = this.at + 2; end < limit; end++) {
      if (this.units[end] === mark && this.isEdge(end + 1)) return end;
    }
    return 0;
  }
}
