import { LABELS, type Label } from "#lib/scoring/index.ts";
import { misspellText } from "./misspell-text.ts";
import type { Example } from "./read-examples.ts";
import type { Random } from "./seeded-random.ts";

/** What a grammar file says: named lists, and classes of patterns with their labels. */
export type Grammar = {
  lang: string;
  lists: Map<string, string[]>;
  classes: { name: string; labels: Partial<Record<Label, 0 | 1>>; misspelt: boolean; patterns: string[] }[];
};

/** Lists may name lists; deeper than this is a circle. */
const MAX_DEPTH = 8;
/** Share of sentences with tricks of spelling, besides the classes that are all so. */
const MISSPELT_SHARE = 0.2;
/** Share of sentences told together with another of the same class. */
const TOGETHER_SHARE = 0.08;

/**
 * Reads a grammar: `[lang xx]`, lists `@name = one | other`, classes `== name label=0|1 …` and below them one
 * pattern a line, with `{name}` for a list and `(a|b)` for a choice.
 * @throws Error naming the line that is none of these, or a list that is not there.
 */
export function parseGrammar(text: string): Grammar {
  const grammar: Grammar = { lang: "", lists: new Map(), classes: [] };
  for (const [at, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("# ")) continue;
    const list = /^@(\w+) = (.+)$/.exec(line);
    const heading = /^== ([\w-]+)(.*)$/.exec(line);
    const lang = /^\[lang ([\w-]+)\]$/.exec(line);
    if (lang) grammar.lang = lang[1] as string;
    else if (list) grammar.lists.set(list[1] as string, splitList(list[2] as string));
    else if (heading) grammar.classes.push(readHeading(heading[1] as string, heading[2] as string));
    else {
      const last = grammar.classes.at(-1);
      if (!last) throw new Error(`Line ${at + 1} of the grammar stands before any class: ${line}`);
      for (const [, name] of line.matchAll(/\{(\w+)\}/g)) {
        if (!grammar.lists.has(name as string)) throw new Error(`Line ${at + 1} names no list: ${name}`);
      }
      last.patterns.push(line);
    }
  }
  return grammar;
}

/** A bar inside parentheses is part of an alternative's own choice. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if ((sign === "|" && depth === 0) || at === text.length) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}

function readHeading(name: string, rest: string): Grammar["classes"][number] {
  const labels: Partial<Record<Label, 0 | 1>> = {};
  for (const label of LABELS) {
    const value = new RegExp(`\\b${label}=([01])`).exec(rest)?.[1];
    if (value) labels[label] = value === "1" ? 1 : 0;
  }
  return { name, labels, misspelt: rest.includes("misspelt=1"), patterns: [] };
}

/**
 * Sentences of a grammar, `count` of each class at most and none twice. Within one sentence a list always gives the
 * same word for the people it is about, so that "they" are the ones named before.
 */
export function inventSentences(grammar: Grammar, count: number, random: Random): Example[] {
  const examples: Example[] = [];
  for (const one of grammar.classes) {
    const seen = new Set<string>();
    for (let tries = 0; seen.size < count && tries < count * 3; tries++) {
      let text = sentenceOf(grammar, one.patterns, random);
      if (random() < TOGETHER_SHARE) text = `${text} ${sentenceOf(grammar, one.patterns, random)}`;
      if (one.misspelt || random() < MISSPELT_SHARE) text = misspellText(text, random);
      else if (random() < 0.2) text = text.toLowerCase();
      seen.add(text.trim());
    }
    for (const text of seen) {
      const id = `${grammar.lang}-${one.name}-${examples.length}`;
      examples.push({
        id,
        lang: grammar.lang,
        split: "train",
        text,
        labels: one.labels,
        source: `${grammar.lang}/${one.name}`,
      });
    }
  }
  return examples;
}

function sentenceOf(grammar: Grammar, patterns: readonly string[], random: Random): string {
  const pattern = patterns[Math.floor(random() * patterns.length)] as string;
  const text = expand(pattern, grammar, random, new Map(), 0);
  const tidy = text
    .replace(/\s+/g, " ")
    .replace(/ ([.,!?;:،؟])/g, "$1")
    .trim();
  return tidy.charAt(0).toUpperCase() + tidy.slice(1);
}

function expand(
  pattern: string,
  grammar: Grammar,
  random: Random,
  chosen: Map<string, string>,
  depth: number,
): string {
  if (depth > MAX_DEPTH) throw new Error(`Lists of the grammar name each other in a circle: ${pattern}`);
  let text = pattern;
  // The innermost choice first, so that choices may stand within choices.
  const CHOICE = /\(([^()]*\|[^()]*)\)/;
  for (let match = CHOICE.exec(text); match; match = CHOICE.exec(text)) {
    const options = (match[1] as string).split("|");
    const option = options[Math.floor(random() * options.length)] as string;
    text = text.slice(0, match.index) + option + text.slice(match.index + match[0].length);
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = chosen.get(name);
    if (known !== undefined) return known;
    const options = grammar.lists.get(name) ?? [""];
    const option = options[Math.floor(random() * options.length)] as string;
    const value = expand(option, grammar, random, chosen, depth + 1);
    chosen.set(name, value);
    return value;
  });
}
