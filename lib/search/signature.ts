import { extractFeatures } from "#lib/scoring/index.ts";

/** Numbers of each of the two parts of a vector: what the model made of the text, and its words. */
const WIDTH = 128;
/** Of the bits of each part, how many are in a band, and how many bands there are. */
const MEANING = { bandBits: 20, bands: 6 } as const;
const WORDS = { bandBits: 12, bands: 14 } as const;
/** Bits of each part that are kept for a first ranking. */
const CODE_BITS = 128;
const LONGEST = 127;
/** Any number: the planes must be the same for ever, in every process. */
const SEED = 0x9e3779b9;
/** Bands of different places never meet. */
const PLACE = 2 ** Math.max(MEANING.bandBits, WORDS.bandBits);

/** What is kept of a text to find its like. */
export interface Signature {
  /** Both parts in 8 bits, each of length 127. */
  vector: Int8Array;
  /** Zeros and ones: on which side of random planes each part lies (Charikar 2002). */
  code: string;
  /** Items that agree in one band are candidates for each other: the first for meaning, the others for words. */
  bands: number[];
}

/** How many of a signature's bands are for meaning. */
export const MEANING_BANDS = MEANING.bands;

/**
 * A text's signature. Its meaning alone would not do: to a model of harm, all harmless texts are much the same.
 * @param embedding of the model's encoder
 */
export function signatureOf(text: string, embedding: Float32Array): Signature {
  const [meaning, words] = [centred(embedding), hashedWords(text)];
  const [meant, worded] = [sidesOf(meaning), sidesOf(words)];
  const bands = [
    ...bandsOf(meant, MEANING.bandBits, MEANING.bands, 0),
    ...bandsOf(worded, WORDS.bandBits, WORDS.bands, MEANING.bands),
  ];
  const vector = new Int8Array(2 * WIDTH);
  for (let at = 0; at < WIDTH; at++) {
    vector[at] = Math.round((meaning[at] as number) * LONGEST);
    vector[WIDTH + at] = Math.round((words[at] as number) * LONGEST);
  }
  return {
    vector,
    code: meant.slice(0, CODE_BITS) + worded.slice(0, CODE_BITS),
    bands,
  };
}

/** How alike two texts are: half by meaning, half by words, each as a cosine. */
export function similarity(a: Int8Array, b: Int8Array): number {
  return (cosine(a, b, 0) + cosine(a, b, WIDTH)) / 2;
}

function cosine(a: Int8Array, b: Int8Array, from: number): number {
  let [inner, lengthA, lengthB] = [0, 0, 0];
  for (let at = from; at < from + WIDTH; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    inner += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : inner / Math.sqrt(lengthA * lengthB);
}

/**
 * Without the mean of its own numbers, at length 1. The encoder's numbers are never negative, so that all embeddings
 * point much the same way; what they have in common tells nothing apart.
 */
function centred(embedding: Float32Array): Float32Array {
  const mean = embedding.reduce((sum, value) => sum + value, 0) / embedding.length;
  return normalised(embedding.map((value) => value - mean));
}

/** The model's features of words and their parts, hashed into few numbers with signs (Weinberger et al. 2009). */
function hashedWords(text: string): Float32Array {
  const sums = new Float32Array(WIDTH);
  const { indices, values } = extractFeatures(text);
  indices.forEach((index, at) => {
    const hash = scatter(index);
    const place = hash & (WIDTH - 1);
    sums[place] = (sums[place] as number) + ((hash & WIDTH) === 0 ? 1 : -1) * (values[at] as number);
  });
  return normalised(sums);
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return Number.isFinite(length) && length > 1e-6
    ? vector.map((value) => value / length)
    : new Float32Array(WIDTH);
}

function sidesOf(vector: Float32Array): string {
  const sides = new Array<string>(PLANE_COUNT);
  for (let plane = 0, at = 0; plane < PLANE_COUNT; plane++) {
    let side = 0;
    for (let place = 0; place < WIDTH; place++, at++)
      side += (vector[place] as number) * (PLANES[at] as number);
    sides[plane] = side >= 0 ? "1" : "0";
  }
  return sides.join("");
}

function bandsOf(sides: string, bits: number, count: number, firstPlace: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const value = Number.parseInt(sides.slice(at * bits, (at + 1) * bits), 2);
    return (firstPlace + at) * PLACE + value;
  });
}

/** Spreads the bits of a number over all of it (the finaliser of MurmurHash3). */
function scatter(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const PLANE_COUNT = Math.max(MEANING.bandBits * MEANING.bands, WORDS.bandBits * WORDS.bands, CODE_BITS);
/** Planes through the origin, one after the other; their normals of +1 and -1 are drawn once and for ever (xorshift32). */
const PLANES = drawPlanes();

function drawPlanes(): Float32Array {
  let state = SEED;
  return Float32Array.from({ length: PLANE_COUNT * WIDTH }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0x10000 ? 1 : -1;
  });
}
