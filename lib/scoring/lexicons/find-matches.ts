import type { CompiledLexicon, Entry, TrieNode } from "./compile-lexicon.ts";
import { foldCharacter } from "./fold-character.ts";
import { listReadings } from "./list-readings.ts";
import { splitTokens, type Token } from "./split-tokens.ts";

/** A term found; offsets are UTF-16 code units of the original text. */
export type Match = { entry: Entry; start: number; end: number };

/** Words like "really" that a phrase may hold in between. */
const MAX_FILLERS = 2;
/** "f u c k": this many single letters in a row may be one word … */
const MIN_SPACED_LETTERS = 3;
/** … and no more than this. */
const MAX_SPACED_LETTERS = 20;
/** Pieces that half-spaces may cut one word into. */
const MAX_GLUED = 4;

/** All terms in a text, overlaps and innocent phrases included, in no particular order. Linear in the text. */
export function findMatches(lexicon: CompiledLexicon, text: string): Match[] {
  const { tokens, hasCjk } = splitTokens(text);
  const numbers = tokens.map((token) => readWord(lexicon, token));
  const matches: Match[] = [];
  for (let i = 0; i < tokens.length; i++) walkPhrase(lexicon, tokens, numbers, i, matches);
  for (const joined of joinPieces(tokens)) {
    const number = readWord(lexicon, joined);
    const node = number === undefined ? undefined : lexicon.words.children.get(number);
    for (const entry of node?.entries ?? []) {
      if (entry.label !== null) matches.push({ entry, start: joined.start, end: joined.end });
    }
  }
  if (hasCjk) findCharacters(lexicon.characters, text, matches);
  return matches;
}

function readWord(
  { vocabulary }: CompiledLexicon,
  { text, odd }: Pick<Token, "text" | "odd">,
): number | undefined {
  const known = vocabulary.get(text);
  if (known !== undefined) return known;
  const mixed = !odd && /[a-z]/.test(text) && /[\u0370-\u04ff]/.test(text);
  if (!odd && !mixed) return undefined;
  for (const reading of listReadings(text)) {
    const number = vocabulary.get(reading);
    if (number !== undefined) return number;
  }
  return undefined;
}

function walkPhrase(
  lexicon: CompiledLexicon,
  tokens: readonly Token[],
  numbers: readonly (number | undefined)[],
  from: number,
  matches: Match[],
): void {
  const number = numbers[from];
  const node = number === undefined ? undefined : lexicon.words.children.get(number);
  const start = tokens[from]?.start;
  if (!node || start === undefined) return;
  const visit = (at: TrieNode<number>, index: number, fillersLeft: number): void => {
    const token = tokens[index];
    if (!token) return;
    for (const entry of at.entries) matches.push({ entry, start, end: token.end });
    follow(at, index + 1, fillersLeft);
  };
  // A filler may be a word of the phrase or stand between its words: both ways are followed.
  const follow = (at: TrieNode<number>, index: number, fillersLeft: number): void => {
    const next = tokens[index];
    if (!next || next.afterStop || at.children.size === 0) return;
    const key = numbers[index];
    const child = key === undefined ? undefined : at.children.get(key);
    if (child) visit(child, index, fillersLeft);
    if (fillersLeft > 0 && lexicon.fillers.has(next.text)) follow(at, index + 1, fillersLeft - 1);
  };
  visit(node, from, MAX_FILLERS);
}

/** Words that were cut up: single letters in a row, and pieces that only half-spaces part. */
function joinPieces(tokens: readonly Token[]): Pick<Token, "text" | "start" | "end" | "odd">[] {
  const joined: Pick<Token, "text" | "start" | "end" | "odd">[] = [];
  let letters = 0;
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i];
    if (token && token.text.length === 1 && (letters === 0 || !token.afterStop)) {
      letters += 1;
      continue;
    }
    if (letters >= MIN_SPACED_LETTERS && letters <= MAX_SPACED_LETTERS)
      joined.push(join(tokens.slice(i - letters, i)));
    letters = token?.text.length === 1 ? 1 : 0;
  }
  for (let i = 1; i < tokens.length; i++) {
    for (let from = i - 1; from >= 0 && i - from < MAX_GLUED && tokens[from + 1]?.glued; from--) {
      joined.push(join(tokens.slice(from, i + 1)));
    }
  }
  return joined;
}

function join(pieces: readonly Token[]): Pick<Token, "text" | "start" | "end" | "odd"> {
  return {
    text: pieces.map((piece) => piece.text).join(""),
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
    odd: true,
  };
}

/** Substring matching for scripts without spaces; other characters end a term, white space counts as one space. */
function findCharacters(root: TrieNode<string>, text: string, matches: Match[]): void {
  const folded: { character: string; start: number; end: number }[] = [];
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const end = code > 0xffff ? i + 2 : i + 1;
    const { kind, text: form } = foldCharacter(code);
    if (kind === "cjk") for (const character of form) folded.push({ character, start: i, end });
    else if (kind !== "ignored") {
      if (folded.at(-1)?.character !== " ")
        folded.push({ character: code === 32 ? " " : "\n", start: i, end });
    }
    i = end;
  }
  for (let from = 0; from < folded.length; from++) {
    let node: TrieNode<string> | undefined = root;
    for (let i = from; node; i++) {
      const at = folded[i];
      node = at && node.children.get(at.character);
      if (!at || !node) break;
      for (const entry of node.entries) matches.push({ entry, start: folded[from]?.start ?? 0, end: at.end });
    }
  }
}
