import { unitClasses, WIDE } from "./unit-class.ts";

const SPACE = /\s/;

/**
 * The words of an original text as a reader sees them: what stands between white space, and every character of
 * scripts written without it. Offsets in UTF-16 units. A text of white space alone is one word.
 */
export function splitWords(text: string): { start: number; end: number }[] {
  const classes = unitClasses();
  const words: { start: number; end: number }[] = [];
  let start = -1;
  const close = (end: number) => {
    if (start >= 0) words.push({ start, end });
    start = -1;
  };
  for (let at = 0; at < text.length; at++) {
    if (SPACE.test(text.charAt(at))) {
      close(at);
    } else if (classes[text.charCodeAt(at)] === WIDE) {
      close(at);
      words.push({ start: at, end: at + 1 });
    } else if (start < 0) {
      start = at;
    }
  }
  close(text.length);
  return words.length > 0 || text.length === 0 ? words : [{ start: 0, end: text.length }];
}
