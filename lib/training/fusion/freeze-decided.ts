import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/audit/index.ts";
import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { buildPdqIndex, parseHash } from "#lib/known-content/index.ts";
import { behaviourFacts, FUSION_MODEL } from "#lib/scoring/index.ts";
import { loadItemClaims } from "../claim-store.ts";
import { type MergedExample, mergeClaims } from "../claims.ts";
import { drawSplits, type SplitText } from "../draw-splits.ts";
import { hashText, keepFrozen } from "../freeze-snapshot.ts";
import { exampleSchema, type FrozenExample } from "../schema.ts";
import {
  type FramePrint,
  loadFrozenPictures,
  loadFrozenTexts,
  loadSplits,
  lockFreezing,
  type StoredSnapshot,
} from "../snapshot-store.ts";
import { MIN_EXAMPLES } from "./prepare-fusion.ts";

/** Items read by one statement. */
const ROWS = 2_000;
/** Bits in which a picture's copy may differ; what PDQ's authors advise. */
const NEAR_PICTURE = 31;
/** Below this a picture is too plain for its hash to say anything; then only the same file is the same picture. */
const LEAST_QUALITY = 50;
const DAY_MS = 86_400_000;

/** A decided item as one example: what was said of it, and what a model can read of it. */
type Decided = { example: MergedExample; inputs: NonNullable<FrozenExample["inputs"]>; frames: FramePrint[] };

/**
 * Freezes the items that people have decided, one example each, inside the caller's transaction. A split belongs to a
 * text for ever, whichever model it is drawn for: what the text model learned from is never a test of the fused one.
 * Items whose texts or pictures are near-duplicates are in one split (invariant 11).
 * @throws DomainError conflict where there are too few
 */
export async function freezeDecided(tx: Tx, viewer: Viewer, note: string): Promise<StoredSnapshot> {
  await lockFreezing(tx);
  const claims = await loadItemClaims(tx);
  const merged = mergeClaims(claims, hashText, ({ itemId }) => itemId);
  const all = await readItems(tx, merged);
  const decided = all.filter(({ example, frames }) => example.text.trim() !== "" || frames.length > 0);
  const assigned = await loadSplits(tx);
  const texts = await textsOf(tx, decided, assigned);
  const { splits, leftOut } = drawSplits(texts);
  const examples = decided.flatMap(({ example, inputs, frames }): FrozenExample[] => {
    const key = keyOf(example.text, frames);
    const split = splits.get(key);
    if (!split || leftOut.has(key)) return [];
    const { text, language, labels, provenance, itemId } = example;
    return [{ text, language, labels, provenance, split, itemId, inputs }];
  });
  const trained = examples.filter(({ split }) => split === "train").length;
  if (trained < MIN_EXAMPLES)
    throw new DomainError(
      "conflict",
      `${trained} decided items would be trained on; ${MIN_EXAMPLES} are the least. Until then late fusion serves you better.`,
    );
  return keepFrozen(tx, viewer, {
    model: FUSION_MODEL,
    note,
    examples,
    drawn: [...splits].filter(([key]) => !assigned.has(key)),
    leftOut: { empty: all.length - decided.length, two_splits: decided.length - examples.length },
  });
}

/** What a split is drawn for: the text or, where there is none, the first picture. */
function keyOf(text: string, frames: readonly FramePrint[]): string {
  if (text.trim() !== "") return hashText(text);
  return createHash("sha256").update(wordsOf(text, frames)).digest("hex");
}

/** A picture alone stands for itself as a word that no text has. */
function wordsOf(text: string, frames: readonly FramePrint[]): string {
  return text.trim() !== "" ? text : `picture ${frames[0]?.pdq ?? ""}`;
}

/** One text for each key, new and of earlier snapshots, with the pictures it comes with. */
async function textsOf(
  tx: Tx,
  decided: readonly Decided[],
  assigned: ReadonlyMap<string, SplitText["assigned"]>,
): Promise<SplitText[]> {
  const before = (await loadFrozenTexts(tx)).map((text) => ({ text, frames: [] as FramePrint[] }));
  const shown = (await loadFrozenPictures(tx)).map(({ text, ...frame }) => ({ text, frames: [frame] }));
  const now = decided.map(({ example, frames }) => ({ text: example.text, frames, labels: example.labels }));
  const all: { text: string; frames: FramePrint[]; labels?: MergedExample["labels"] }[] = [
    ...now,
    ...before,
    ...shown,
  ];
  const groupOf = groupPictures(all.flatMap(({ frames }) => frames));
  return [...Map.groupBy(all, ({ text, frames }) => keyOf(text, frames))].map(([hash, own]) => {
    const [first] = own;
    return {
      hash,
      text: wordsOf(first?.text ?? "", first?.frames ?? []),
      assigned: assigned.get(hash) ?? null,
      stratum: first?.labels ? canonicalJson(first.labels) : "",
      alike: own.flatMap(({ frames }) => frames.map((frame) => groupOf(frame))),
    };
  });
}

/** Names for pictures, the same for near-duplicates (single linkage). */
function groupPictures(frames: readonly FramePrint[]): (frame: FramePrint) => string {
  const clear = [...new Set(frames.filter(isClear).map(({ pdq }) => pdq))].sort();
  const hashes = clear.map(parseHash);
  const index = buildPdqIndex(Uint32Array.from(hashes.flatMap((hash) => [...hash])));
  const groups = new Map<string, string>();
  for (const start of clear) {
    if (groups.has(start)) continue;
    groups.set(start, start);
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const { row } of index.search(parseHash(next), NEAR_PICTURE)) {
        const pdq = clear[row] as string;
        if (groups.has(pdq)) continue;
        groups.set(pdq, start);
        open.push(pdq);
      }
  }
  return (frame) => (isClear(frame) ? `pdq ${groups.get(frame.pdq)}` : `file ${frame.file}`);
}

const isClear = ({ pdqQuality }: FramePrint) => pdqQuality >= LEAST_QUALITY;

/**
 * The items behind examples: pictures that were kept, and the facts as they stood when they were scored. Of one that
 * was scored before those were kept only what cannot have changed since is known: the post's own.
 */
async function readItems(tx: Tx, examples: readonly MergedExample[]): Promise<Decided[]> {
  const found: Decided[] = [];
  for (let from = 0; from < examples.length; from += ROWS) {
    const page = examples.slice(from, from + ROWS);
    const items = await tx.item.findMany({
      where: { id: { in: page.flatMap(({ itemId }) => itemId ?? []) } },
      select: {
        id: true,
        text: true,
        facts: true,
        behaviour: true,
        receivedAt: true,
        account: { select: { platformCreatedAt: true } },
        media: {
          where: { state: "stored" },
          orderBy: { position: "asc" },
          select: {
            frames: {
              orderBy: { position: "asc" },
              select: { file: true, pdq: true, pdqQuality: true },
            },
          },
        },
      },
    });
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const example of page) {
      const item = byId.get(example.itemId ?? "");
      if (!item) continue;
      const created = item.account?.platformCreatedAt;
      const facts =
        item.behaviour ??
        behaviourFacts({
          text: item.text,
          accountAgeDays: created
            ? Math.max(0, (item.receivedAt.getTime() - created.getTime()) / DAY_MS)
            : null,
          accountFacts: {},
          itemFacts: item.facts as Record<string, unknown>,
        });
      const frames = item.media.flatMap((media) => media.frames);
      const inputs = exampleSchema.shape.inputs.parse({ facts, pictures: frames.map(({ file }) => file) });
      if (inputs) found.push({ example, inputs, frames });
    }
  }
  return found;
}
