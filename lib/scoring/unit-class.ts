/** White space and punctuation: ends a word. */
export const SEPARATOR = 0;
/** Letters and marks: make up words. */
export const LETTER = 1;
/** Scripts written without spaces (Han, kana, Thai …): every unit counts as a word. */
export const WIDE = 2;
/** Emoji, currency and other symbols, and the marks that stand in for letters or shout: words of their own. */
export const SYMBOL = 3;
/** Decimal digits of any script: part of words. */
export const DIGIT = 4;

const DIGITS = /\p{Nd}/u;
const LETTERS = /[\p{L}\p{M}\p{N}_']/u;
const WIDE_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SYMBOLS = /[\p{S}*!?#%&@]/u;

let table: Uint8Array | undefined;

/** The class of every UTF-16 unit; built on first use, in some milliseconds. Surrogates count as symbols. */
export function unitClasses(): Uint8Array {
  table ??= Uint8Array.from({ length: 0x10000 }, (_, unit) => classify(unit));
  return table;
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SYMBOL;
  const char = String.fromCharCode(unit);
  if (WIDE_SCRIPTS.test(char)) return WIDE;
  if (DIGITS.test(char)) return DIGIT;
  if (LETTERS.test(char)) return LETTER;
  return SYMBOLS.test(char) ? SYMBOL : SEPARATOR;
}
