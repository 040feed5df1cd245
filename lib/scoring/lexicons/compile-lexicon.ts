import { foldCharacter } from "./fold-character.ts";
import type { LexiconLabel, LexiconList } from "./lexicon-list.ts";
import { splitTokens } from "./split-tokens.ts";

/** One term as the matcher needs it. */
export type Entry = {
  term: string;
  /** null: an innocent word or phrase. */
  label: LexiconLabel | null;
  /** What one match is worth, in [0, 1]. */
  value: number;
  language: string;
  script: LexiconList["script"];
  isPhrase: boolean;
  /** Lower-case spelling that the text must have; null where diacritics may be missing. */
  exact: string | null;
  /** Other languages in which it is an ordinary word. */
  ordinaryIn: ReadonlySet<string>;
};

/** A trie; keys are word numbers, or single characters for scripts without spaces. */
export type TrieNode<K> = { children: Map<K, TrieNode<K>>; entries: Entry[] };

export type CompiledLexicon = {
  /** Folded word → its number. */
  vocabulary: Map<string, number>;
  words: TrieNode<number>;
  characters: TrieNode<string>;
  fillers: Set<string>;
  languages: Map<string, LexiconList["script"]>;
  version: string;
};

/** What a match is worth by severity; half of it for an ambiguous term. */
const VALUES = { 1: 0.4, 2: 0.7, 3: 0.9 } as const;
const AMBIGUITY_FACTOR = 0.5;
/** Shorter words than this collide with others once their diacritics are gone (göt, got). */
const MIN_LENGTH_WITHOUT_DIACRITICS = 5;
/** Shorter words than this take no endings and no masks: the results would be other words. */
const MIN_LENGTH_FOR_VARIANTS = 4;
const MASKED_LABELS: ReadonlySet<LexiconLabel | null> = new Set(["profanity", "slur", "sexual"]);
const HALF_SPACE = "\u200c";
/** Each doubles the spellings of an entry; no term of ours has more. */
const MAX_HALF_SPACES = 4;
const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };

/** Builds the tries of all lists; done once per process. */
export function compileLexicon(lists: readonly LexiconList[]): CompiledLexicon {
  const compiled: CompiledLexicon = {
    vocabulary: new Map(),
    words: { children: new Map(), entries: [] },
    characters: { children: new Map(), entries: [] },
    fillers: new Set(lists.flatMap((list) => list.fillers.map(foldWord))),
    languages: new Map(lists.map((list) => [list.language, list.script])),
    version: versionOf(lists),
  };
  const homographs = readHomographs(lists);
  const entries = lists.map((list) => ({ list, entries: entriesOf(list, homographs) }));
  for (const { list, entries: own } of entries) {
    for (const entry of own) {
      if (list.script === "cjk") addCharacters(compiled.characters, entry);
      else for (const spelling of spellingsOf(entry)) addPhrase(compiled, spelling, entry);
    }
  }
  // Variants last, so that none displaces a word that some list holds in its own right.
  for (const { list, entries: own } of entries) {
    for (const entry of own) if (!entry.isPhrase && entry.label) addVariants(compiled, entry, list.endings);
  }
  return compiled;
}

/** Folded word → the languages in which it is an ordinary one. */
function readHomographs(lists: readonly LexiconList[]): Map<string, Set<string>> {
  const homographs = new Map<string, Set<string>>();
  for (const { language, homographs: words } of lists) {
    for (const word of words.map(foldWord)) {
      homographs.set(word, (homographs.get(word) ?? new Set()).add(language));
    }
  }
  return homographs;
}

function entriesOf(list: LexiconList, homographs: ReadonlyMap<string, Set<string>>): Entry[] {
  const { language, script } = list;
  const toEntry = (term: string, label: LexiconLabel | null, value: number): Entry => {
    const folded = foldWord(term);
    const plain = term.normalize("NFC").toLowerCase();
    const isPhrase = splitTokens(term).tokens.length > 1;
    const short = !isPhrase && script === "latin" && folded.length < MIN_LENGTH_WITHOUT_DIACRITICS;
    const ordinaryIn = new Set(homographs.get(folded));
    ordinaryIn.delete(language);
    const exact = short && folded !== plain ? plain : null;
    return { term, label, value, language, script, isPhrase, exact, ordinaryIn };
  };
  const terms = list.groups.flatMap(({ label, severity, review, terms }) =>
    terms.map((term) => toEntry(term, label, VALUES[severity] * (review ? AMBIGUITY_FACTOR : 1))),
  );
  return [...terms, ...list.innocent.map((term) => toEntry(term, null, 0))];
}

/** The ways one entry is typed: apostrophes left out, umlauts written out, each half-space there or left out. */
function spellingsOf({ term, language }: Entry): Set<string> {
  const spellings = new Set([term, term.replace(/['’]/g, "")]);
  if (language === "de") spellings.add(term.replace(/[äöü]/g, (umlaut) => UMLAUTS[umlaut] ?? umlaut));
  const [first = "", ...pieces] = term.split(HALF_SPACE);
  let joined = [first];
  for (const piece of pieces.slice(0, MAX_HALF_SPACES)) {
    joined = joined.flatMap((start) => [start + HALF_SPACE + piece, start + piece]);
  }
  if (pieces.length <= MAX_HALF_SPACES) for (const spelling of joined) spellings.add(spelling);
  return spellings;
}

function addPhrase({ vocabulary, words }: CompiledLexicon, spelling: string, entry: Entry): void {
  let node = words;
  for (const { text } of splitTokens(spelling).tokens) {
    const number = vocabulary.get(text) ?? vocabulary.size;
    vocabulary.set(text, number);
    node = descend(node, number);
  }
  if (node !== words && !node.entries.includes(entry)) node.entries.push(entry);
}

/** @throws Error for a term with other than Chinese, Japanese or Korean characters: it could never match. */
function addCharacters(root: TrieNode<string>, entry: Entry): void {
  let node = root;
  for (const character of entry.term) {
    const { kind, text } = foldCharacter(character.codePointAt(0) ?? 0);
    if (kind !== "cjk" && character !== " ") throw new Error(`"${entry.term}" mixes scripts`);
    // One code point may fold to several characters (ㅄ): the text is walked the same way.
    for (const part of kind === "cjk" ? text : " ") node = descend(node, part);
  }
  node.entries.push(entry);
}

/** Endings and masks (f*ck, f**k) are further names of the same word. */
function addVariants({ vocabulary }: CompiledLexicon, entry: Entry, endings: readonly string[]): void {
  const word = foldWord(entry.term);
  const number = vocabulary.get(word);
  if (number === undefined || word.length < MIN_LENGTH_FOR_VARIANTS || entry.exact !== null) return;
  const variants = endings.map((ending) => word + foldWord(ending));
  if (entry.script === "latin" && MASKED_LABELS.has(entry.label)) {
    const inner = word.slice(1, -1);
    variants.push(
      word.charAt(0) + inner.replace(/[aeiou]/, "*") + word.slice(-1),
      word.charAt(0) + inner.replace(/[aeiou]/g, "*") + word.slice(-1),
      word.charAt(0) + "*".repeat(inner.length) + word.slice(-1),
    );
  }
  for (const variant of variants) if (!vocabulary.has(variant)) vocabulary.set(variant, number);
}

function descend<K>(node: TrieNode<K>, key: K): TrieNode<K> {
  let child = node.children.get(key);
  if (!child) {
    child = { children: new Map(), entries: [] };
    node.children.set(key, child);
  }
  return child;
}

function foldWord(word: string): string {
  return Array.from(word, (character) => foldCharacter(character.codePointAt(0) ?? 0).text).join("");
}

/** FNV-1a over all lists: any edit is a new version, and none can be forgotten (invariant 9). */
function versionOf(lists: readonly LexiconList[]): string {
  let hash = 0x811c9dc5;
  const content = JSON.stringify(lists);
  for (let i = 0; i < content.length; i++) hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193) >>> 0;
  return `1-${hash.toString(16).padStart(8, "0")}`;
}
