import type { NormalisedText } from "./normalise-text.ts";
import { isLetterLike } from "./spell-skeleton.ts";
import { DIGIT, LETTER, SYMBOL, unitClasses, WIDE } from "./unit-class.ts";

/**
 * One word, character of a script without spaces, or symbol, of a normalised text. `from` and `to` are places in
 * its units; `before` and `after` the sign beside it (0 for none).
 */
export type Token = {
  units: number[];
  from: number;
  to: number;
  before: number;
  after: number;
  /** Written so as not to be found: letters spaced out, or signs and digits for letters. */
  disguised: boolean;
  wide: boolean;
};

const SPACE = 0x20;
const APOSTROPHE = 0x27;
const DOLLAR = 0x24;
/** So many single letters in a row are one word, spaced out. */
const SPELT_OUT = 3;

/** The tokens of a normalised text, in order. Time is linear in its length. */
export function splitTokens({ units }: NormalisedText): Token[] {
  const classes = unitClasses();
  const tokens: Token[] = [];
  let at = 0;
  while (at < units.length) {
    const unit = units[at] as number;
    if (unit === SPACE) at++;
    else if (classes[unit] === WIDE) {
      tokens.push(tokenOf(units, at, at + 1, at, at + 1, true));
      at++;
    } else {
      let end = at;
      while (end < units.length && units[end] !== SPACE && classes[units[end] as number] !== WIDE) end++;
      splitChunk(units, at, end, classes, tokens);
      at = end;
    }
  }
  return joinSpelt(tokens);
}

function tokenOf(
  units: Uint16Array,
  from: number,
  to: number,
  chunkStart: number,
  chunkEnd: number,
  wide = false,
): Token {
  return {
    units: Array.from(units.subarray(from, to)),
    from,
    to,
    before: from > chunkStart ? (units[from - 1] as number) : 0,
    after: to < chunkEnd ? (units[to] as number) : 0,
    disguised: false,
    wide,
  };
}

/** What stands between two spaces: a disguised word as a whole, else word by word. */
function splitChunk(
  units: Uint16Array,
  start: number,
  end: number,
  classes: Uint8Array,
  tokens: Token[],
): void {
  const isWord = (at: number) => {
    const kind = classes[units[at] as number];
    return (kind === LETTER || kind === DIGIT) && units[at] !== APOSTROPHE;
  };
  let from = start;
  let to = end;
  while (from < to && !isWord(from) && !opensDisguise(units, from, isWord)) from++;
  while (to > from && !isWord(to - 1)) to--;
  if (from < to && isDisguised(units, from, to, classes)) {
    tokens.push({ ...tokenOf(units, from, to, start, end), disguised: true });
    return;
  }
  let at = start;
  while (at < end) {
    const wordStart = at;
    while (at < end && (isWord(at) || (units[at] === APOSTROPHE && at > wordStart))) at++;
    if (at > wordStart) {
      const wordEnd = units[at - 1] === APOSTROPHE ? at - 1 : at;
      tokens.push(tokenOf(units, wordStart, wordEnd, start, end));
    } else {
      at = pushSymbol(units, at, start, end, classes, tokens);
    }
  }
}

/** `@ss` and `$hit`: a sign for the first letter; `@name` and `$5` are none (handles are masked before). */
function opensDisguise(units: Uint16Array, at: number, isWord: (at: number) => boolean): boolean {
  const unit = units[at] as number;
  return (unit === 0x40 || unit === DOLLAR) && isWord(at + 1) && !isLetterLike(units[at + 1] as number);
}

/** Letters with a letter-like sign or digit between them, and nothing else. */
function isDisguised(units: Uint16Array, from: number, to: number, classes: Uint8Array): boolean {
  let inner = 0;
  let letters = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at] as number;
    if (isLetterLike(unit)) {
      if (at > from ? isPlainLetter(units, at - 1, from, classes) : unit === 0x40 || unit === DOLLAR) inner++;
    } else if (classes[unit] === LETTER) letters++;
    else return false;
  }
  // "covid19" and "mp3" end in digits, "2nd" begins with one: no disguise.
  const last = units[to - 1] as number;
  return inner > 0 && letters > 0 && to - from >= 3 && !(isLetterLike(last) && inner === 1);
}

function isPlainLetter(units: Uint16Array, at: number, from: number, classes: Uint8Array): boolean {
  const unit = units[at] as number;
  return at >= from && classes[unit] === LETTER;
}

/** An emoji or a currency sign is a token; other signs only stand beside words. @returns where to go on */
function pushSymbol(
  units: Uint16Array,
  at: number,
  start: number,
  end: number,
  classes: Uint8Array,
  tokens: Token[],
): number {
  const unit = units[at] as number;
  if (classes[unit] !== SYMBOL || (unit < 0x80 && unit !== DOLLAR)) return at + 1;
  const isPair = unit >= 0xd800 && unit <= 0xdbff && at + 1 < end;
  const to = at + (isPair ? 2 : 1);
  tokens.push(tokenOf(units, at, to, start, end));
  return to;
}

/** Runs of single letters become one word: "h a t e", "h.a.t.e". */
function joinSpelt(tokens: Token[]): Token[] {
  const isSingle = (token: Token | undefined) =>
    token !== undefined &&
    !token.wide &&
    token.units.length === 1 &&
    unitClasses()[token.units[0] as number] === LETTER;
  if (!tokens.some(isSingle)) return tokens;
  const joined: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    let end = at;
    while (isSingle(tokens[end])) end++;
    const first = tokens[at] as Token;
    const last = tokens[end - 1];
    if (last && end - at >= SPELT_OUT) {
      const units = tokens.slice(at, end).flatMap((token) => token.units);
      joined.push({ ...first, units, to: last.to, after: last.after, disguised: true });
      at = end;
    } else {
      joined.push(first);
      at++;
    }
  }
  return joined;
}
