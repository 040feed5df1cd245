import type { Label } from "#lib/scoring/labels.ts";

/** Where the truth about a text may come from. */
export const CLAIM_SOURCES = ["decision", "sample", "consensus", "gold", "appeal"] as const;
export type ClaimSource = (typeof CLAIM_SOURCES)[number];

/** Somebody's word that a text has a label (1) or has not (0). `at` is when it was said, ISO 8601. */
export type Claim = {
  text: string;
  language: string | null;
  itemId: string | null;
  label: Label;
  value: 0 | 1;
  source: ClaimSource;
  /** Of the decision, appeal, task or sample that says so. */
  id: string;
  at: string;
};

export type Provenance = { source: ClaimSource; id: string; label: Label; value: 0 | 1 };
export type MergedExample = {
  textHash: string;
  text: string;
  language: string | null;
  itemId: string | null;
  labels: Partial<Record<Label, 0 | 1>>;
  /** All that was said, what counts first. */
  provenance: Provenance[];
};

/**
 * Whose word counts where they differ: an appeal was decided by a second person who knew of the first decision; a
 * consensus is of several people, or known beforehand (gold); a decision or a sample verdict is one person's.
 */
const PRECEDENCE: Record<ClaimSource, number> = { appeal: 3, gold: 2, consensus: 2, decision: 1, sample: 1 };

/**
 * One example per text from all that was said about it. Per label the source that ranks highest wins (appeal, then
 * consensus and gold, then decision and sample); among equals the latest word; ids break what ties remain. The order
 * of `claims` does not matter. Examples come in the order of their text hashes.
 * @param hashText what makes two texts the same
 * @param keyOf what one example is about; a text where not said
 */
export function mergeClaims<C extends Claim>(
  claims: readonly C[],
  hashText: (text: string) => string,
  keyOf: (claim: C) => string = ({ text }) => hashText(text),
): MergedExample[] {
  const sorted = [...claims].sort(
    (a, b) =>
      PRECEDENCE[b.source] - PRECEDENCE[a.source] ||
      compare(b.at, a.at) ||
      compare(a.id, b.id) ||
      compare(a.label, b.label) ||
      a.value - b.value,
  );
  const groups = Map.groupBy(sorted, keyOf);
  return [...groups]
    .map(([key, said]) => ({ key, ...merge(hashText((said[0] as Claim).text), said) }))
    .sort((a, b) => compare(a.textHash, b.textHash) || compare(a.key, b.key))
    .map(({ key: _, ...example }) => example);
}

function merge(textHash: string, said: readonly Claim[]): MergedExample {
  const labels: MergedExample["labels"] = {};
  for (const { label, value } of said) labels[label] ??= value;
  const first = said[0] as Claim;
  return {
    textHash,
    text: first.text,
    language: first.language,
    itemId: said.find(({ itemId }) => itemId !== null)?.itemId ?? null,
    labels,
    provenance: said.map(({ source, id, label, value }) => ({ source, id, label, value })),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
