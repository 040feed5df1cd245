import { foldCharacter } from "./fold-character.ts";

/** A word of a text, folded; offsets are UTF-16 code units of the original. */
export type Token = {
  text: string;
  start: number;
  end: number;
  /** A sentence ended before it: phrases do not reach across. */
  afterStop: boolean;
  /** Only a half-space parts it from the word before. */
  glued: boolean;
  /** Digits or signs stand among its letters, or letters repeat: other readings are worth trying. */
  odd: boolean;
};

/** The words of a text, and whether it has characters that are matched as substrings. */
export type TokenisedText = { tokens: Token[]; hasCjk: boolean };

/** Longer "words" are noise; they are passed over. */
const MAX_TOKEN_LENGTH = 64;

const DOLLAR = 36;
const ASTERISK = 42;
const AT = 64;
const EXCLAMATION = 33;

/**
 * Splits a text into folded words, in one pass. Signs that stand in for letters (`$ @ ! *`) stay in a word only
 * where letters surround them, so that "hell!" is a word and a stop while "sh!t" is one word.
 */
export function splitTokens(text: string): TokenisedText {
  const tokens: Token[] = [];
  let hasCjk = false;
  let word = "";
  let start = 0;
  let end = 0;
  let stopped = false;
  let glued = false;
  let letters = false;
  let figures = false;
  let repeats = false;
  let last = "";

  const finish = () => {
    if (word !== "" && word.length <= MAX_TOKEN_LENGTH) {
      const odd = repeats || (letters && figures);
      tokens.push({ text: word, start, end, afterStop: stopped, glued, odd });
    }
    if (word !== "") {
      stopped = false;
      glued = false;
    }
    word = "";
    letters = figures = repeats = false;
    last = "";
  };

  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const next = code > 0xffff ? i + 2 : i + 1;
    const { kind, text: folded } = foldCharacter(code);
    if (kind === "word" || isLetterSign(code, text, next, word)) {
      const added = kind === "word" ? folded : String.fromCharCode(code);
      if (word === "") start = i;
      if (added === last) repeats = true;
      if (kind !== "word" || (code >= 48 && code <= 57)) figures = true;
      else letters = true;
      if (word.length <= MAX_TOKEN_LENGTH) word += added;
      last = added;
      end = next;
    } else if (kind !== "ignored") {
      finish();
      if (kind === "cjk") hasCjk = true;
      if (kind === "joiner") glued = tokens.at(-1)?.end === i;
      else glued = false;
      if (kind === "stop" && (next >= text.length || isSpace(text.charCodeAt(next)))) stopped = true;
    }
    i = next;
  }
  finish();
  return { tokens, hasCjk };
}

function isLetterSign(code: number, text: string, next: number, word: string): boolean {
  if (code === DOLLAR || code === AT) return word !== "" || isWordAt(text, next);
  if (code === EXCLAMATION) return word !== "" && isWordAt(text, next);
  if (code === ASTERISK) return word !== "" && (isWordAt(text, next) || text.charCodeAt(next) === ASTERISK);
  return false;
}

function isWordAt(text: string, index: number): boolean {
  return index < text.length && foldCharacter(text.codePointAt(index) ?? 0).kind === "word";
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}
