import { createHash } from "node:crypto";
import { normaliseText } from "#lib/scoring/index.ts";
import { textSignature } from "./min-hash.ts";

/** By what an item's text is found again. */
export interface ItemPrint {
  /** 64 bits of a hash of the normalised text: equal texts have equal ones; null where there is no text. */
  textHash: bigint | null;
  /** Hashes of the bands of the signature; none for a text too short to tell. */
  bands: number[];
  /** MinHash, 128 numbers of 32 bits. */
  signature: Uint32Array | null;
}

/**
 * Sixteen bands of five places each: texts of similarity 0.7 share a band with a chance of 95%, of 0.8 with more
 * than 99%; unrelated ones (0.1) with 0.02%, so that an index over a million items brings few strangers. Source:
 * Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3rd ed., section 3.4.
 */
const BANDS = 16;
const ROWS = 5;

export function printText(text: string): ItemPrint {
  const normal = normaliseText(text).replace(/\s+/g, " ").trim();
  if (normal === "") return { textHash: null, bands: [], signature: null };
  const signature = textSignature(text);
  return {
    textHash: createHash("sha256").update(normal).digest().readBigInt64BE(),
    bands: signature ? bandsOf(signature) : [],
    signature,
  };
}

/** One signed number of 32 bits for each band, its place mixed in. */
export function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = Math.imul(band + 1, 0x9e3779b9);
    for (const value of signature.subarray(band * ROWS, (band + 1) * ROWS))
      hash = Math.imul(hash ^ value, 0x85ebca6b) ^ (hash >>> 15);
    return hash | 0;
  });
}

/** A signature as bytes, big-endian, and back. */
export function signatureToBytes(signature: Uint32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(signature.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of signature.entries()) view.setUint32(place * 4, value);
  return bytes;
}

export function signatureFromBytes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, place) => view.getUint32(place * 4));
}

/**
 * The words to look for so that a near PDQ hash is found by an index over its eight words of 32 bits: each word, and
 * each with one bit flipped. Every hash that differs in at most 15 bits shares one of them (pigeonhole), four of
 * five of those that differ in 24 do. Source: Norouzi, Punjani, Fleet, CVPR 2012 (multi-index hashing).
 * @param hash eight words of 32 bits
 */
export function wordsNear(hash: Uint32Array): number[] {
  return [...hash].flatMap((word) => [
    word | 0,
    ...Array.from({ length: 32 }, (_, bit) => (word ^ (1 << bit)) | 0),
  ]);
}
