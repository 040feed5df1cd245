import { normaliseText } from "#lib/scoring/index.ts";

/**
 * Near-duplicate text by MinHash (Broder, "On the resemblance and containment of documents", 1997) over
 * character 5-grams of the normalised text, so that spacing, case and zero-width
 * characters do not hide a copy. The share of equal places estimates the Jaccard similarity, ± 0.04.
 */
export const PLACES = 128;
const SHINGLE = 5;
/** What is shorter is common speech: "have a nice day" is nobody's copy. */
const SHORTEST = 24;
/** Places per band: texts of similarity 0.6 share a band of four with a chance of 99%, of 0.2 with 5%. */
const ROWS = 4;

/** 128 numbers of 32 bits; null for a text too short to tell. */
export function textSignature(text: string): Uint32Array | null {
  const normal = normaliseText(text).replace(/\s+/g, " ").trim();
  if (normal.length < SHORTEST) return null;
  const signature = new Uint32Array(PLACES).fill(0xffffffff);
  for (let at = 0; at + SHINGLE <= normal.length; at++) {
    let hash = 0x811c9dc5;
    for (let place = at; place < at + SHINGLE; place++)
      hash = Math.imul(hash ^ normal.charCodeAt(place), 0x01000193);
    for (let place = 0; place < PLACES; place++) {
      const value = mix(hash + Math.imul(place + 1, 0x9e3779b9));
      if (value < (signature[place] as number)) signature[place] = value;
    }
  }
  return signature;
}

/** A good scrambling of 32 bits (MurmurHash3's finaliser). */
function mix(seed: number): number {
  let value = seed >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** As it is stored and exchanged: 1024 hexadecimal digits. */
export function signatureToHex(signature: Uint32Array): string {
  return Array.from(signature, (value) => value.toString(16).padStart(8, "0")).join("");
}

export function signatureFromHex(hex: string): Uint32Array {
  return Uint32Array.from({ length: PLACES }, (_, place) =>
    Number.parseInt(hex.slice(place * 8, place * 8 + 8), 16),
  );
}

export type TextIndex = {
  search: (signature: Uint32Array, least: number) => { row: number; similarity: number }[];
};

/** Rows that may be near are found by bands of equal places, then compared in full. */
export function buildTextIndex(signatures: readonly Uint32Array[]): TextIndex {
  const buckets = new Map<string, number[]>();
  for (const [row, signature] of signatures.entries())
    for (const key of bandKeys(signature)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(row);
      else buckets.set(key, [row]);
    }
  return {
    search(signature, least) {
      const near = new Set(bandKeys(signature).flatMap((key) => buckets.get(key) ?? []));
      return [...near]
        .map((row) => ({ row, similarity: similarity(signature, signatures[row] as Uint32Array) }))
        .filter((match) => match.similarity >= least);
    },
  };
}

function bandKeys(signature: Uint32Array): string[] {
  return Array.from({ length: PLACES / ROWS }, (_, band) =>
    [band, ...signature.subarray(band * ROWS, (band + 1) * ROWS)].join(),
  );
}

/** The share of places that are equal. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let place = 0; place < PLACES; place++) if (a[place] === b[place]) equal++;
  return equal / PLACES;
}
