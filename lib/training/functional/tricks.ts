import type { Functionality } from "./schema.ts";

const LEET: Record<string, string> = { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" };
const HOMOGLYPHS: Record<string, string> = { a: "а", c: "с", e: "е", i: "і", o: "о", p: "р", x: "х", y: "у" };
const ARABIC: Record<string, string> = { ی: "ي", ک: "ك" };
const VOWELS = /[aeiouäöüاوی]/u;
/** Persian letters that join the next one; a kashida can only stand between joined letters. */
const JOINING = /([بپتثجچحخسشصضطظعغفقکگلمنهی])(?=[\u0621-\u06cc])/u;

/** Without half-spaces, which nobody types between letters set apart. */
const lettersOf = (word: string) => [...word.replaceAll("\u200c", "")];
const swap = (table: Record<string, string>) => (text: string) =>
  text.replace(/./gu, (letter) => table[letter] ?? letter);
const inner = (word: string, change: (middle: string) => string) =>
  word.slice(0, 1) + change(word.slice(1, -1)) + word.slice(-1);

/** How a text is disguised. Works on the longest words, as people disguise those that tell. */
export const TRICKS: Partial<Record<Functionality, (text: string) => string>> = {
  spelling_leet: onLongestWords(swap(LEET)),
  spelling_spaced: onLongestWords((word) => lettersOf(word).join(" ")),
  spelling_homoglyph: onLongestWords(swap(HOMOGLYPHS)),
  spelling_dropped: onLongestWords((word) => inner(word, (middle) => middle.replace(VOWELS, ""))),
  spelling_repeated: onLongestWords((word) => inner(word, (middle) => middle.replace(VOWELS, "$&$&$&$&"))),
  spelling_invisible: onLongestWords((word) => lettersOf(word).join("\u200b")),
  spelling_joiner: (text) => text.replaceAll("\u200c", ""),
  spelling_kashida: onLongestWords((word) => word.replace(JOINING, "$1ـــ")),
  spelling_arabic: swap(ARABIC),
};

function onLongestWords(change: (word: string) => string): (text: string) => string {
  return (text) => {
    const words = text.match(/[\p{L}\u200c]+/gu) ?? [];
    const longest = new Set([...words].sort((a, b) => b.length - a.length).slice(0, 3));
    return text.replace(/[\p{L}\u200c]+/gu, (word) => (longest.has(word) ? change(word) : word));
  };
}
