/** Signs and digits that are written for the letters they look like. A star stands for any letter, and for none. */
const LETTER_LIKE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "+": "t",
  "€": "e",
  "£": "l",
  "*": "",
};
/** Cyrillic and Greek letters that pass for Latin ones, in lower case. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  ё: "e",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  і: "i",
  ї: "i",
  ј: "j",
  ѕ: "s",
  һ: "h",
  ԁ: "d",
  ԛ: "q",
  ԝ: "w",
  г: "r",
  п: "n",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  ω: "w",
};
const NONE = -1;

let letterLike: Int32Array | undefined;
let bare: Int32Array | undefined;

/** Per unit: the letter it is written for, 0 for none at all, or -1 if it stands for itself. */
function letterLikeUnits(): Int32Array {
  letterLike ??= Int32Array.from({ length: 0x10000 }, (_, unit) => {
    const letter = LETTER_LIKE[String.fromCharCode(unit)];
    return letter === undefined ? NONE : letter === "" ? 0 : letter.charCodeAt(0);
  });
  return letterLike;
}

/** Per unit of Latin, Greek and Cyrillic: the letter without its marks. */
function bareUnits(): Int32Array {
  bare ??= Int32Array.from({ length: 0x600 }, (_, unit) => {
    const base = String.fromCharCode(unit).normalize("NFD").charCodeAt(0);
    return base > 0x2ff || base === unit || unit === 0x439 ? unit : base;
  });
  return bare;
}

/** Whether a unit may be written for a letter: digits, and signs such as @ and $. */
export function isLetterLike(unit: number): boolean {
  return letterLikeUnits()[unit] !== NONE;
}

function isLatin(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0x24f);
}

/**
 * The letters a word is meant to be read as: marks off, look-alikes of other scripts and letter-like signs turned
 * into letters where the word has Latin ones, repeated letters written once. `word` is in normal form
 * (normaliseText); numbers stay numbers.
 */
export function spellSkeleton(word: readonly number[]): number[] {
  const likes = letterLikeUnits();
  const bases = bareUnits();
  const hasLatin = word.some(isLatin);
  const skeleton: number[] = [];
  for (const unit of word) {
    let letter = unit < bases.length ? (bases[unit] as number) : unit;
    if (hasLatin) {
      const like = likes[unit] as number;
      if (like === 0) continue;
      if (like !== NONE) letter = like;
      else if (unit >= 0x370 && unit < 0x530) letter = lookAlike(letter);
    }
    if (letter !== skeleton.at(-1)) skeleton.push(letter);
  }
  return skeleton;
}

function lookAlike(unit: number): number {
  return LOOK_ALIKES[String.fromCharCode(unit)]?.charCodeAt(0) ?? unit;
}

const VOWELS = new Set(Array.from("aeiouy", (vowel) => vowel.charCodeAt(0)));

/** A skeleton without its vowels, which are what spelling tricks leave out first; empty where little is left. */
export function consonantsOf(skeleton: readonly number[]): number[] {
  const consonants = skeleton.filter((unit, at) => at === 0 || !VOWELS.has(unit));
  return consonants.length >= 2 ? consonants : [];
}
