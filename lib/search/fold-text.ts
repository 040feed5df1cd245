// The same letters as item_fold of the migration folds.
const LETTERS: Readonly<Record<string, string>> = {
  ي: "ی",
  ى: "ی",
  ئ: "ی",
  ك: "ک",
  ة: "ه",
  ۀ: "ه",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ؤ: "و",
};
const NOTHING = /[\u200b-\u200f\u2060\ufeff\u00ad\u0640\u064b-\u0655\u0670]/u;
const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** A text as it is compared, with where each of its letters came from. */
export interface Folded {
  text: string;
  /** For each UTF-16 code unit of `text`, the offset in the original; one more entry for the end. */
  origin: number[];
}

/** Folds a text as the index does, and keeps the way back, so that what matched can be marked in the original. */
export function foldText(original: string): Folded {
  let text = "";
  const origin: number[] = [];
  let at = 0;
  for (const letter of original) {
    const folded = foldLetter(letter);
    for (let unit = 0; unit < folded.length; unit++) origin.push(at);
    text += folded;
    at += letter.length;
  }
  origin.push(original.length);
  return { text, origin };
}

function foldLetter(letter: string): string {
  if (NOTHING.test(letter)) return "";
  const plain = letter.normalize("NFKC").toLowerCase();
  const code = plain.codePointAt(0) ?? 0;
  for (const zero of [PERSIAN_ZERO, ARABIC_ZERO])
    if (code >= zero && code < zero + 10) return String(code - zero);
  return LETTERS[plain] ?? plain;
}
