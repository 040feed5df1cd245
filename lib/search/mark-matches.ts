import { foldText } from "./fold-text.ts";
import type { Mark } from "./schema.ts";

/** Letters around the first match that are shown. */
const EXCERPT_LENGTH = 320;
const BEFORE_FIRST = 80;
/** Endings that a stem may have lost, letters. */
const LONGEST_ENDING = 4;
/** A stem shorter than this is marked only where it is the whole word. */
const SHORTEST_STEM = 3;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/u;

/**
 * The part of a text around its first match, and where in it the matches stand. Stems come from the database, which
 * found the text by them; a word that begins with one and is little longer is taken to be a form of it.
 * @param stems folded
 * @param phrases as typed, found letter by letter
 */
export function markMatches(
  text: string,
  stems: readonly string[],
  phrases: readonly string[],
): { excerpt: string; marks: Mark[] } {
  const folded = foldText(text);
  const marks: Mark[] = [];
  const mark = (from: number, to: number) => {
    // Up to where the next letter begins: what folding left out between belongs to the word.
    marks.push({ start: folded.origin[from] ?? 0, end: folded.origin[to] ?? text.length });
  };
  const unspaced = [...stems, ...phrases]
    .map((one) => foldText(one).text)
    .filter((one) => UNSPACED.test(one));
  for (const sought of [...unspaced, ...phrases.map((one) => foldText(one).text)])
    for (let at = folded.text.indexOf(sought); sought && at >= 0; at = folded.text.indexOf(sought, at + 1))
      mark(at, at + sought.length);
  for (const match of folded.text.matchAll(WORDS))
    if (stems.some((stem) => isFormOf(match[0], stem))) mark(match.index, match.index + match[0].length);
  return cut(text, joined(marks));
}

function isFormOf(word: string, stem: string): boolean {
  if (word === stem) return true;
  return stem.length >= SHORTEST_STEM && word.startsWith(stem) && word.length - stem.length <= LONGEST_ENDING;
}

function joined(marks: Mark[]): Mark[] {
  const sorted = marks.toSorted((a, b) => a.start - b.start);
  const result: Mark[] = [];
  for (const mark of sorted) {
    const last = result.at(-1);
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end);
    else result.push({ ...mark });
  }
  return result;
}

function cut(text: string, marks: Mark[]): { excerpt: string; marks: Mark[] } {
  const first = marks[0]?.start ?? 0;
  const start = first > BEFORE_FIRST * 2 ? wordStart(text, first - BEFORE_FIRST) : 0;
  const end = Math.min(text.length, start + EXCERPT_LENGTH);
  const before = start > 0 ? "…" : "";
  const shift = before.length - start;
  return {
    excerpt: before + text.slice(start, end).toWellFormed() + (end < text.length ? "…" : ""),
    marks: marks.flatMap((mark) =>
      mark.start >= start && mark.end <= end ? [{ start: mark.start + shift, end: mark.end + shift }] : [],
    ),
  };
}

/** The beginning of the word after a place, so that no excerpt begins within one. */
function wordStart(text: string, place: number): number {
  const space = text.slice(place, place + BEFORE_FIRST).search(/\s/u);
  return space < 0 ? place : place + space + 1;
}
