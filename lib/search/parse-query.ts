/** What a person typed, taken apart. */
export interface ParsedQuery {
  /** Words and phrases that must all be there. */
  wanted: string[];
  unwanted: string[];
  /** Of the wanted, those in quotation marks: they must be there letter by letter. */
  phrases: string[];
}

// Straight and typographic quotation marks of English, German, French, Persian and Chinese.
const TERM = /(-?)(?:["“”„«»「」](.*?)["“”«»「」]|(\S+))/gu;
const WORD = /[\p{L}\p{N}]/u;

/** Words, "quoted phrases" and -unwanted ones. A quotation mark that is never closed is none. */
export function parseQuery(typed: string): ParsedQuery {
  const parsed: ParsedQuery = { wanted: [], unwanted: [], phrases: [] };
  for (const [, minus, phrase, word] of typed.normalize("NFC").matchAll(TERM)) {
    const term = (phrase ?? word ?? "").replace(/^["“”„«»「」]+/u, "").trim();
    if (!WORD.test(term)) continue;
    if (minus) parsed.unwanted.push(term);
    else {
      parsed.wanted.push(term);
      if (phrase !== undefined) parsed.phrases.push(term);
    }
  }
  return parsed;
}
