import { findIdentifiers, type MaskedSpan } from "./mask-identifiers.ts";

/**
 * A text as the model reads it. `units` are UTF-16 units; `starts` and `ends` give for each of them the span of
 * the original text it came from, and are null unless asked for.
 */
export type NormalisedText = {
  units: Uint16Array;
  starts: Int32Array | null;
  ends: Int32Array | null;
};

/** More than this many equal characters in a row add nothing ("sooooo" and "soo" are one word). */
const MAX_RUN = 2;
/** Marks stacked on one letter beyond this are decoration that hides words, not spelling. */
const MAX_MARKS = 4;
const REPLACEMENT = 0xfffd;
const SPACE = 0x20;
/** Segments seen before; bounded, because text is input and a map of all of Unicode is not needed. */
const SEGMENT_CACHE_SIZE = 20_000;

const MARK_OR_JAMO = /^[\p{M}\u1160-\u11ff]$/u;
const SPACE_OR_CONTROL = /^[\p{Z}\p{Cc}]$/u;
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\u0640\u064b-\u0652]/gu;
/** Letters that keyboards give several code points for: Arabic alef, yeh and kaf, and typographic apostrophes. */
const FOLDED: Readonly<Record<string, string>> = {
  "\u0623": "\u0627",
  "\u0625": "\u0627",
  "\u0622": "\u0627",
  "\u0649": "\u06cc",
  "\u064a": "\u06cc",
  "\u0643": "\u06a9",
  "\u2018": "'",
  "\u2019": "'",
  "\u02bc": "'",
};

const segmentCache = new Map<string, string>();

/** The normal form of one base character with its marks: NFKC, lower case, nothing invisible. */
function normaliseSegment(segment: string): string {
  const known = segmentCache.get(segment);
  if (known !== undefined) return known;
  let normal = segment.normalize("NFKC").toLowerCase().normalize("NFKC").replace(IGNORABLE, "");
  normal = Array.from(normal, (char) => FOLDED[char] ?? (SPACE_OR_CONTROL.test(char) ? " " : char)).join("");
  if (segmentCache.size >= SEGMENT_CACHE_SIZE) segmentCache.clear();
  segmentCache.set(segment, normal);
  return normal;
}

/** Collects normalised code points; squeezes runs and white space, and remembers spans if asked. */
class UnitSink {
  units: Uint16Array;
  starts: Int32Array | null;
  ends: Int32Array | null;
  length = 0;
  private last = SPACE;
  private run = 1;

  constructor(capacity: number, withSpans: boolean) {
    this.units = new Uint16Array(capacity);
    this.starts = withSpans ? new Int32Array(capacity) : null;
    this.ends = withSpans ? new Int32Array(capacity) : null;
  }

  push(codePoint: number, start: number, end: number): void {
    if (codePoint === this.last) {
      const isDigit = codePoint >= 0x30 && codePoint <= 0x39;
      if (codePoint === SPACE || (!isDigit && this.run >= MAX_RUN)) {
        this.widenLast(end);
        return;
      }
      this.run++;
    } else {
      this.last = codePoint;
      this.run = 1;
    }
    if (codePoint <= 0xffff) {
      this.write(codePoint, start, end);
    } else {
      this.write(0xd800 + ((codePoint - 0x10000) >> 10), start, end);
      this.write(0xdc00 + ((codePoint - 0x10000) & 0x3ff), start, end);
    }
  }

  private write(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    if (this.starts && this.ends) {
      this.starts[this.length] = start;
      this.ends[this.length] = end;
    }
    this.length++;
  }

  private widenLast(end: number): void {
    if (this.ends && this.length > 0) this.ends[this.length - 1] = end;
  }

  private grow(): void {
    const capacity = this.units.length * 2;
    const copy = <T extends Uint16Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.units = copy(this.units, new Uint16Array(capacity));
    this.starts = this.starts && copy(this.starts, new Int32Array(capacity));
    this.ends = this.ends && copy(this.ends, new Int32Array(capacity));
  }

  /** What was collected, without trailing white space. */
  finish(): NormalisedText {
    if (this.length > 0 && this.units[this.length - 1] === SPACE) this.length--;
    return {
      units: this.units.subarray(0, this.length),
      starts: this.starts?.subarray(0, this.length) ?? null,
      ends: this.ends?.subarray(0, this.length) ?? null,
    };
  }
}

/**
 * Brings a text into the form all features are made from: links and handles masked, Unicode NFKC (UAX #15) per
 * base character, lower case, invisible characters removed, white space and runs squeezed. Works on any string;
 * lone surrogates become U+FFFD. The same in Node and in the browser, whose Unicode tables may differ for
 * characters assigned after the older one was released.
 */
export function normaliseUnits(text: string, withSpans = false): NormalisedText {
  const sink = new UnitSink(text.length + 16, withSpans);
  let at = 0;
  for (const masked of findIdentifiers(text)) {
    pushSegments(text, at, masked.start, sink);
    pushPlaceholder(masked, sink);
    at = masked.end;
  }
  pushSegments(text, at, text.length, sink);
  return sink.finish();
}

/** {@link normaliseUnits} as a string, for people and for comparison. */
export function normaliseText(text: string): string {
  const { units } = normaliseUnits(text);
  let out = "";
  // In pieces: the arguments of one call are limited.
  for (let from = 0; from < units.length; from += 4096) {
    out += String.fromCharCode(...units.subarray(from, from + 4096));
  }
  return out;
}

function pushPlaceholder(masked: MaskedSpan, sink: UnitSink): void {
  for (let i = 0; i < masked.placeholder.length; i++) {
    sink.push(masked.placeholder.charCodeAt(i), masked.start, masked.end);
  }
}

function pushSegments(text: string, from: number, to: number, sink: UnitSink): void {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const next = at + 1 < to ? text.charCodeAt(at + 1) : 0;
    if (code < 0x80 && next < 0x300) {
      sink.push(asciiLower(code), at, at + 1);
      at++;
    } else {
      const end = segmentEnd(text, at, to);
      pushNormalised(text.slice(at, end), at, end, sink);
      at = end;
    }
  }
}

function asciiLower(code: number): number {
  if (code <= SPACE || code === 0x7f) return SPACE;
  return code >= 0x41 && code <= 0x5a ? code + 32 : code;
}

/** The end of the base character at `at` with the marks and conjoining vowels that belong to it. */
function segmentEnd(text: string, at: number, to: number): number {
  let end = at + widthAt(text, at);
  while (end < to) {
    if (text.charCodeAt(end) < 0x300) break;
    const width = widthAt(text, end);
    if (!MARK_OR_JAMO.test(text.slice(end, end + width))) break;
    end += width;
  }
  return Math.min(end, to);
}

/** 2 for a surrogate pair, 1 for all else. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function pushNormalised(segment: string, start: number, end: number, sink: UnitSink): void {
  const normal = normaliseSegment(segment.length > MAX_MARKS + 2 ? segment.slice(0, MAX_MARKS + 2) : segment);
  for (let i = 0; i < normal.length; i++) {
    const codePoint = normal.codePointAt(i) ?? REPLACEMENT;
    if (codePoint > 0xffff) i++;
    sink.push(codePoint >= 0xd800 && codePoint <= 0xdfff ? REPLACEMENT : codePoint, start, end);
  }
}
