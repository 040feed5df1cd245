/** Digits and signs that stand in for letters. `1` and `!` are i or l; see {@link listReadings}. */
const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "!": "i",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
  "8": "b",
  "9": "g",
};
/** Cyrillic and Greek letters that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: "a",
  с: "c",
  е: "e",
  о: "o",
  р: "p",
  х: "x",
  у: "y",
  к: "k",
  м: "m",
  т: "t",
  н: "h",
  в: "b",
  і: "i",
  ѕ: "s",
  ј: "j",
  ο: "o",
  α: "a",
  ε: "e",
  ι: "i",
  κ: "k",
  ν: "v",
  ρ: "p",
  τ: "t",
  υ: "u",
};
/** Below this length a doubled letter is more often spelling than shouting ("coon", "boob", "been"). */
const MIN_LENGTH_FOR_UNDOUBLING = 5;

/**
 * Other readings of a folded word, likeliest first: signs as letters, look-alikes as Latin, repeated letters as
 * two or one. The word itself is not among them.
 */
export function listReadings(word: string): string[] {
  const spellings = new Set([word]);
  const trimmed = word.replace(/^[$@]+|[$@*]+$/g, "");
  if (/[0-9!@$]/.test(word) && /\p{L}/u.test(word)) {
    spellings.add(readSigns(word));
    if (/[1!]/.test(word)) spellings.add(readSigns(word.replace(/[1!]/g, "l")));
    if (trimmed !== word) spellings.add(readSigns(trimmed));
  }
  spellings.add(trimmed);
  if (/[a-z]/.test(word) && /[\u0370-\u04ff]/.test(word)) {
    spellings.add(Array.from(word, (letter) => LOOKALIKES[letter] ?? letter).join(""));
  }
  const readings = new Set(spellings);
  for (const spelling of spellings) {
    readings.add(spelling.replace(/(.)\1{2,}/gu, "$1$1"));
    readings.add(spelling.replace(/(.)\1{2,}/gu, "$1"));
    if (spelling.length >= MIN_LENGTH_FOR_UNDOUBLING) readings.add(spelling.replace(/(.)\1+/gu, "$1"));
  }
  readings.delete(word);
  return [...readings];
}

function readSigns(word: string): string {
  return word.replace(/[0-9!@$]/g, (sign) => LEET[sign] ?? sign);
}
