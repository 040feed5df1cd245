import { normaliseText } from "#lib/scoring/normalise-text.ts";

/**
 * Texts are near-duplicates when their sets of words and word pairs overlap this much (Jaccard). At 0.6 a text of
 * six words may differ in one; a retweet with a changed ending, or a form letter with another name, is caught.
 */
export const NEAR_DUPLICATE_JACCARD = 0.6;

/** Words, single characters of scripts without spaces, and symbols. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_']+|\p{Emoji_Presentation}|[\p{S}*]/gu;
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const PAIR_FACTOR = 0x85ebca6b;
/** Cells that count how often a shingle occurs. Sharing one only makes the order of rarity less sharp. */
const FREQUENCY_BITS = 22;

/** 32-bit hashes of the words and word pairs of a text after normalising; of the text itself where it has none. */
export function shinglesOf(text: string): Int32Array {
  const normal = normaliseText(text);
  const tokens = normal.match(TOKEN) ?? [normal];
  const shingles = new Set<number>();
  let previous: number | undefined;
  for (const token of tokens) {
    let hash = FNV_BASIS | 0;
    for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), FNV_PRIME);
    shingles.add(hash);
    if (previous !== undefined) shingles.add((Math.imul(previous, PAIR_FACTOR) ^ hash) | 0);
    previous = hash;
  }
  return Int32Array.from(shingles);
}

/**
 * For each of `texts`, whether some text of `against` is a near-duplicate of it. No candidate is missed: a pair at
 * or above the threshold must share one of its rarest shingles (prefix filtering, Chaudhuri et al. 2006), so only
 * those are indexed and looked up; candidates are then compared exactly.
 */
export function findNearDuplicates(
  texts: readonly string[],
  against: readonly string[],
  threshold = NEAR_DUPLICATE_JACCARD,
): boolean[] {
  const asked = texts.map(shinglesOf);
  const kept = against.map(shinglesOf);
  sortByRarity([...asked, ...kept]);
  const index = indexPrefixes(kept, threshold);
  return asked.map((row) => {
    const members = new Set(row);
    const tried = new Set<Int32Array>();
    for (const shingle of row.subarray(0, prefixLength(row.length, threshold))) {
      for (const other of index.get(shingle) ?? []) {
        if (tried.has(other)) continue;
        tried.add(other);
        if (jaccardAtLeast(members, other, threshold)) return true;
      }
    }
    return false;
  });
}

/**
 * Which texts belong together because each is a near-duplicate of another of them (single linkage).
 * @returns per text the place of its group's first text
 */
export function groupNearDuplicates(
  texts: readonly string[],
  threshold = NEAR_DUPLICATE_JACCARD,
): Int32Array {
  const rows = texts.map(shinglesOf);
  sortByRarity(rows);
  const parents = Int32Array.from(rows, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] as number] as number;
      root = parents[root] as number;
    }
    return root;
  };
  const index = new Map<number, number[]>();
  rows.forEach((row, at) => {
    const members = new Set(row);
    const tried = new Set<number>();
    for (const shingle of row.subarray(0, prefixLength(row.length, threshold))) {
      const list = index.get(shingle) ?? [];
      for (const other of list) {
        // One of a group found is enough: its fellows are in the same group already.
        if (tried.has(other) || rootOf(other) === rootOf(at)) continue;
        tried.add(other);
        if (!jaccardAtLeast(members, rows[other] as Int32Array, threshold)) continue;
        const [first, second] = [rootOf(at), rootOf(other)].sort((a, b) => a - b) as [number, number];
        parents[second] = first;
      }
      list.push(at);
      index.set(shingle, list);
    }
  });
  return parents.map((_, at) => rootOf(at));
}

/**
 * Groups that are also joined where their members share a key: pictures, for texts that come with some.
 * @param keys of each member
 * @returns per member the place of its group's first member
 */
export function joinGroups(groups: Int32Array, keys: readonly (readonly string[])[]): Int32Array {
  const parents = Int32Array.from(groups);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root] as number;
    parents[at] = root;
    return root;
  };
  const first = new Map<string, number>();
  keys.forEach((own, at) => {
    for (const key of own) {
      const other = first.get(key) ?? at;
      first.set(key, other);
      const [lower, higher] = [rootOf(other), rootOf(at)].sort((a, b) => a - b) as [number, number];
      parents[higher] = lower;
    }
  });
  return parents.map((_, at) => rootOf(at));
}

/** Rarest first, in one order for all rows: that is all prefix filtering asks for. */
function sortByRarity(rows: readonly Int32Array[]): void {
  const frequency = new Int32Array(1 << FREQUENCY_BITS);
  const cell = (shingle: number) => shingle >>> (32 - FREQUENCY_BITS);
  for (const row of rows)
    for (const shingle of row) frequency[cell(shingle)] = (frequency[cell(shingle)] as number) + 1;
  for (const row of rows) {
    row.sort((a, b) => (frequency[cell(a)] as number) - (frequency[cell(b)] as number) || a - b);
  }
}

/** How many of the rarest shingles must be looked at so that none that qualifies is missed. */
function prefixLength(size: number, threshold: number): number {
  return size - Math.ceil(threshold * size - 1e-9) + 1;
}

function indexPrefixes(rows: readonly Int32Array[], threshold: number): Map<number, Int32Array[]> {
  const index = new Map<number, Int32Array[]>();
  for (const row of rows) {
    for (const shingle of row.subarray(0, prefixLength(row.length, threshold))) {
      const list = index.get(shingle);
      if (list) list.push(row);
      else index.set(shingle, [row]);
    }
  }
  return index;
}

function jaccardAtLeast(members: ReadonlySet<number>, other: Int32Array, threshold: number): boolean {
  const smaller = Math.min(members.size, other.length);
  if (smaller < threshold * Math.max(members.size, other.length) - 1e-9) return false;
  let shared = 0;
  for (const shingle of other) if (members.has(shingle)) shared++;
  return shared >= threshold * (members.size + other.length - shared) - 1e-9;
}
