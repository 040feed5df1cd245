import { createHash } from "node:crypto";
import { appendAudit, canonicalJson } from "#lib/audit/index.ts";
import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { LABELS, normaliseText, TEXT_MODEL } from "#lib/scoring/index.ts";
import { countUnsure, loadClaims } from "./claim-store.ts";
import { type Claim, type MergedExample, mergeClaims } from "./claims.ts";
import { drawSplits, type SplitText } from "./draw-splits.ts";
import type { FrozenExample, SnapshotSummary } from "./schema.ts";
import {
  findSnapshot,
  loadFrozenTexts,
  loadSplits,
  lockFreezing,
  type StoredSnapshot,
  storeSnapshot,
  storeSplits,
} from "./snapshot-store.ts";

/** What makes two texts the same: their normalised form. */
export function hashText(text: string): string {
  return createHash("sha256").update(normaliseText(text)).digest("hex");
}

/** SHA-256 over one canonical JSON line per example, in order. */
export function hashExamples(examples: readonly FrozenExample[]): string {
  const hash = createHash("sha256");
  for (const example of examples) hash.update(canonicalJson(example)).update("\n");
  return hash.digest("hex");
}

/**
 * Freezes all that people have said up to now into a hashed, append-only snapshot, inside the caller's transaction.
 * The same examples give the same snapshot, and no second row.
 * @throws DomainError conflict where no label has both classes to learn from
 */
export async function freezeSnapshot(tx: Tx, viewer: Viewer, note: string): Promise<StoredSnapshot> {
  await lockFreezing(tx);
  const claims = await loadClaims(tx);
  const { examples, drawn, leftOut } = await assemble(tx, claims);
  const counted = { ...leftOut, unsure: await countUnsure(tx) };
  return keepFrozen(tx, viewer, { model: TEXT_MODEL, note, examples, drawn, leftOut: counted });
}

/** What was assembled for a snapshot; `drawn` are splits that are new. */
export type Assembled = {
  /** The model that it is for. */
  model: string;
  note: string;
  examples: FrozenExample[];
  drawn: [string, FrozenExample["split"]][];
  leftOut: Record<string, number>;
};

/**
 * Keeps a snapshot and the splits that were drawn for it. The same examples give the same snapshot.
 * @throws DomainError conflict where no label has both classes to learn from
 */
export async function keepFrozen(tx: Tx, viewer: Viewer, assembled: Assembled): Promise<StoredSnapshot> {
  const { model, note, examples, drawn, leftOut } = assembled;
  refuseOneClass(examples);
  const hash = hashExamples(examples);
  const known = await findSnapshot(tx, { hash });
  if (known) return known;
  await storeSplits(tx, drawn);
  const summary = summarise(examples, leftOut);
  const stored = await storeSnapshot(
    tx,
    { hash, note, model, summary, createdById: viewer.userId },
    examples,
  );
  await appendAudit(tx, [
    {
      actor: `user:${viewer.userId}`,
      action: "snapshot.frozen",
      subject: `snapshot:${stored.number}`,
      data: { hash, model, examples: examples.length },
    },
  ]);
  return stored;
}

async function assemble(tx: Tx, claims: readonly Claim[]) {
  const merged = mergeClaims(
    claims.filter(({ text }) => text.trim() !== ""),
    hashText,
  );
  const assigned = await loadSplits(tx);
  const wanted = new Map(merged.map((example) => [example.textHash, example]));
  const frozen = (await loadFrozenTexts(tx))
    .map((text) => ({ hash: hashText(text), text }))
    .filter(({ hash }) => !wanted.has(hash));
  const texts = [
    ...merged.map(
      ({ textHash, text, labels }): SplitText => ({
        hash: textHash,
        text,
        assigned: assigned.get(textHash) ?? null,
        stratum: canonicalJson(labels),
      }),
    ),
    ...[...new Map(frozen.map((one) => [one.hash, one])).values()].map(
      ({ hash, text }): SplitText => ({ hash, text, assigned: assigned.get(hash) ?? null, stratum: "" }),
    ),
  ];
  const { splits, leftOut } = drawSplits(texts);
  const examples = merged.flatMap((example) => {
    const split = splits.get(example.textHash);
    return split && !leftOut.has(example.textHash) ? [freeze(example, split)] : [];
  });
  return {
    examples,
    drawn: [...splits].filter(([hash]) => !assigned.has(hash)),
    leftOut: {
      empty: claims.filter(({ text }) => text.trim() === "").length,
      two_splits: leftOut.size,
    },
  };
}

function freeze(example: MergedExample, split: FrozenExample["split"]): FrozenExample {
  const { text, language, labels, provenance, itemId } = example;
  return { text, language, labels, provenance, split, itemId };
}

function refuseOneClass(examples: readonly FrozenExample[]): void {
  const train = examples.filter(({ split }) => split === "train");
  const seen = (value: 0 | 1) =>
    LABELS.filter((label) => train.some(({ labels }) => labels[label] === value));
  const [no, yes] = [seen(0), seen(1)];
  if (yes.some((label) => no.includes(label))) return;
  const words =
    examples.length === 0
      ? "No decision, appeal or annotation says anything about a text yet."
      : `There is nothing to tell apart: ${[
          yes.length > 0 ? `${yes.join(", ")} only as holding` : "",
          no.length > 0 ? `${no.join(", ")} only as not holding` : "",
        ]
          .filter(Boolean)
          .join("; ")}.`;
  throw new DomainError("conflict", `${words} Training needs examples of both kinds for at least one label.`);
}

function summarise(examples: readonly FrozenExample[], leftOut: Record<string, number>): SnapshotSummary {
  const inSplit = (split: FrozenExample["split"]) => examples.filter((example) => example.split === split);
  const splits = { train: inSplit("train"), dev: inSplit("dev"), test: inSplit("test") };
  const classes = (of: readonly FrozenExample[], label: (typeof LABELS)[number]): [number, number] => [
    of.filter(({ labels }) => labels[label] === 1).length,
    of.filter(({ labels }) => labels[label] === 0).length,
  ];
  const sources = Map.groupBy(
    examples.flatMap(({ provenance }) => [...new Set(provenance.map(({ source }) => source))]),
    (source) => source,
  );
  const languages = Map.groupBy(examples, ({ language }) => language ?? "und");
  return {
    examples: examples.length,
    splits: { train: splits.train.length, dev: splits.dev.length, test: splits.test.length },
    labels: LABELS.filter((label) => examples.some(({ labels }) => labels[label] !== undefined)).map(
      (label) => ({
        label,
        train: classes(splits.train, label),
        dev: classes(splits.dev, label),
        test: classes(splits.test, label),
      }),
    ),
    provenance: Object.fromEntries([...sources].map(([source, list]) => [source, list.length])),
    languages: [...languages]
      .map(([language, list]) => ({ language, examples: list.length }))
      .sort((a, b) => b.examples - a.examples || (a.language < b.language ? -1 : 1)),
    leftOut: Object.fromEntries(Object.entries(leftOut).filter(([, count]) => count > 0)),
  };
}
