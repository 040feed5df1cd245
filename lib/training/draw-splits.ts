import { groupNearDuplicates, joinGroups } from "./near-duplicates.ts";
import type { Split } from "./read-examples.ts";

/** A text that splits are drawn for, or that was drawn before. */
export type SplitText = {
  hash: string;
  text: string;
  /** What was drawn for it earlier; that never changes. */
  assigned: Split | null;
  /** Texts alike in what is said of them share a stratum, and each stratum is shared out by itself. */
  stratum: string;
  /** Keys of what else makes it a near-duplicate: whoever shares one is in its group. */
  alike?: readonly string[];
};
export type DrawnSplits = {
  /** For every text that is not left out. */
  splits: Map<string, Split>;
  /** New texts that are near-duplicates of texts in two splits at once: they can be in neither. */
  leftOut: Set<string>;
};

/** What a stratum is shared out by. A quarter for testing, since the gate can see only what is there. */
export const SPLIT_SHARES: Readonly<Record<Split, number>> = { train: 0.6, dev: 0.15, test: 0.25 };
const SPLITS = ["train", "test", "dev"] as const;

/**
 * Draws a split for each new text, once and for ever (invariant 11). Near-duplicates go together: a new text takes
 * the split of the texts it is a near-duplicate of, and a group of new texts is drawn as one. What is drawn goes to
 * the split that lacks most of its share in the group's stratum, groups in the order of their hashes, so that small
 * sets have all splits too. The answer depends on the texts alone, not on their order.
 */
export function drawSplits(texts: readonly SplitText[]): DrawnSplits {
  const sorted = [...texts].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const groups = joinGroups(
    groupNearDuplicates(sorted.map(({ text }) => text)),
    sorted.map(({ alike }) => alike ?? []),
  );
  const members = Map.groupBy(sorted, (_, at) => groups[at] as number);
  const tallies = new Map<string, Record<Split, number>>();
  const tallyOf = (stratum: string) => {
    const tally = tallies.get(stratum) ?? { train: 0, dev: 0, test: 0 };
    tallies.set(stratum, tally);
    return tally;
  };
  const splits = new Map<string, Split>();
  const leftOut = new Set<string>();
  for (const { hash, assigned, stratum } of sorted) {
    if (!assigned) continue;
    splits.set(hash, assigned);
    tallyOf(stratum)[assigned]++;
  }
  for (const group of members.values()) {
    const fresh = group.filter(({ assigned }) => !assigned);
    const held = new Set(group.flatMap(({ assigned }) => assigned ?? []));
    if (held.size > 1) {
      for (const { hash } of fresh) leftOut.add(hash);
      continue;
    }
    const tally = tallyOf((fresh[0] ?? (group[0] as SplitText)).stratum);
    const split = [...held][0] ?? neediest(tally);
    for (const { hash } of fresh) splits.set(hash, split);
    tally[split] += fresh.length;
  }
  return { splits, leftOut };
}

/** The split that would lack most after one more; the earlier of {@link SPLITS} where two lack the same. */
function neediest(tally: Readonly<Record<Split, number>>): Split {
  const total = tally.train + tally.dev + tally.test + 1;
  const lack = (split: Split) => SPLIT_SHARES[split] * total - tally[split];
  return SPLITS.reduce((most, split) => (lack(split) > lack(most) + 1e-9 ? split : most));
}
