/** What a code point is to the matcher. */
type CharacterKind =
  /** Part of a word. */
  | "word"
  /** Chinese, Japanese or Korean: matched as a substring. */
  | "cjk"
  /** Leaves no trace: combining marks, zero-width characters, tatweel, controls. */
  | "ignored"
  /** The half-space of Arabic script: joins or parts, as the writer likes. */
  | "joiner"
  /** Ends a sentence where white space follows. */
  | "stop"
  | "other";

/** A code point in the form that terms and texts are compared in. */
export type FoldedCharacter = { kind: CharacterKind; text: string };

/** Letters that decomposition leaves apart although writers use one for the other. */
const LETTER_FOLDS: Readonly<Record<string, string>> = {
  ß: "ss",
  ı: "i",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  // Arabic yeh, alef maksura, kaf, teh marbuta and the Urdu forms of heh and yeh.
  ي: "ی",
  ى: "ی",
  ې: "ی",
  ے: "ی",
  ك: "ک",
  ة: "ه",
  ہ: "ه",
  ھ: "ه",
  ە: "ه",
  ٱ: "ا",
};

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const MARK = /[\p{Mn}\p{Me}]/gu;
const IGNORED = /^[\p{Mn}\p{Me}\p{Cf}\u0640]$/u;
const CONTROL = /^[\p{Cc}]$/u;
const WORD = /^[\p{L}\p{N}\p{Mc}]+$/u;
const STOPS = new Set([..."!?;.…。？！؟؛।"]);
const ZERO_WIDTH_NON_JOINER = "\u200c";

const cache = new Map<number, FoldedCharacter>();
const ascii: FoldedCharacter[] = [];

/**
 * Folds one code point: compatibility forms (NFKC), case, diacritics and letter variants are undone, so that
 * "Ｆ", "𝐟", "F" and "f" are one, and so are the Arabic and Persian kaf. Total: lone surrogates are "other".
 */
export function foldCharacter(codePoint: number): FoldedCharacter {
  if (codePoint < 128) {
    ascii[codePoint] ??= computeFold(codePoint);
    return ascii[codePoint];
  }
  let folded = cache.get(codePoint);
  if (!folded) {
    folded = computeFold(codePoint);
    cache.set(codePoint, folded);
  }
  return folded;
}

function computeFold(codePoint: number): FoldedCharacter {
  const character = String.fromCodePoint(codePoint);
  if (character === ZERO_WIDTH_NON_JOINER) return { kind: "joiner", text: "" };
  if (IGNORED.test(character)) return { kind: "ignored", text: "" };
  if (CONTROL.test(character)) return { kind: /\s/.test(character) ? "other" : "ignored", text: "" };
  if (STOPS.has(character)) return { kind: "stop", text: "" };
  const compatible = character.normalize("NFKC").toLowerCase();
  if (CJK.test(compatible)) return { kind: "cjk", text: compatible };
  const stripped = compatible.normalize("NFD").replace(MARK, "");
  const text = Array.from(stripped, (letter) => LETTER_FOLDS[letter] ?? letter).join("");
  return WORD.test(text) ? { kind: "word", text } : { kind: "other", text: "" };
}
