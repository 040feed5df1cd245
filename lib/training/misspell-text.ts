import type { Random } from "./seeded-random.ts";

/** How likely each word is to be changed at all. */
const WORD_SHARE = 0.25;
/** Shorter words carry no spelling tricks. */
const LEAST_LETTERS = 3;

const LOOKS: Readonly<Record<string, string>> = {
  a: "4@аà",
  b: "8",
  c: "сç",
  e: "3еé",
  g: "9",
  i: "1!í",
  l: "1|",
  o: "0оö",
  p: "р",
  s: "5$",
  t: "7+",
  u: "vü",
  x: "х",
  y: "у",
};
const VOWEL = /[aeiouy]/i;
const JOINTS = [" ", ".", "-", "_", "*", " "];

type Trick = (word: string, random: Random) => string;

const place = (word: string, random: Random) => 1 + Math.floor(random() * (word.length - 1));

const swap: Trick = (word, random) => {
  const at = Math.min(place(word, random), word.length - 2);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
};
const leaveOut: Trick = (word, random) => {
  const at = place(word, random);
  return word.slice(0, at) + word.slice(at + 1);
};
const double: Trick = (word, random) => {
  const at = place(word, random);
  return word.slice(0, at) + word.charAt(at).repeat(1 + Math.floor(random() * 4)) + word.slice(at);
};
const split: Trick = (word, random) => {
  const at = place(word, random);
  return `${word.slice(0, at)} ${word.slice(at)}`;
};
const spellOut: Trick = (word, random) => Array.from(word).join(JOINTS[Math.floor(random() * JOINTS.length)]);
const dropVowels: Trick = (word) =>
  Array.from(word, (letter, at) => (at > 0 && VOWEL.test(letter) ? "" : letter)).join("");
const star: Trick = (word, random) => {
  const at = Array.from(word).findIndex((letter, index) => index > 0 && VOWEL.test(letter));
  const sign = random() < 0.7 ? "*" : "#";
  return at < 0 ? word : word.slice(0, at) + sign + word.slice(at + 1);
};
const lookAlike: Trick = (word, random) =>
  Array.from(word, (letter) => {
    const looks = LOOKS[letter.toLowerCase()];
    return looks && random() < 0.45 ? looks.charAt(Math.floor(random() * looks.length)) : letter;
  }).join("");

const TRICKS: readonly Trick[] = [
  swap,
  leaveOut,
  double,
  split,
  spellOut,
  dropVowels,
  star,
  lookAlike,
  lookAlike,
];

/**
 * A text with the spelling people use against filters, or by accident: letters swapped, left out, doubled, spaced
 * out, starred or replaced by look-alikes, words run together, capitals changed. For training; the label stays.
 */
export function misspellText(text: string, random: Random): string {
  const share = WORD_SHARE * (0.4 + 1.2 * random());
  const words = text.split(" ").map((word) => {
    if (word.length < LEAST_LETTERS || word.startsWith("[") || random() > share) return word;
    const trick = TRICKS[Math.floor(random() * TRICKS.length)] as Trick;
    return trick(word, random);
  });
  const style = random();
  const joined =
    style < 0.12
      ? joinSome(words, random)
      : style < 0.17 && words.length < 12
        ? words.join("")
        : words.join(" ");
  if (style > 0.95) return joined.toUpperCase();
  return style > 0.85 ? joined.toLowerCase() : joined;
}

function joinSome(words: readonly string[], random: Random): string {
  return words.reduce((text, word) => (random() < 0.25 ? text + word : `${text} ${word}`));
}
