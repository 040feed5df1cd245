import { db } from "#lib/db/index.ts";
import { embedTexts } from "./embed-texts.ts";
import { FUSION_MODEL, LATE_FUSION, loadCard, type ModelRef, TEXT_MODEL } from "./model-files.ts";
import { placeModel } from "./model-in-force.ts";
import {
  type Embedded,
  type FusedInput,
  type FusedPlace,
  type ScoredFused,
  scoreFused,
} from "./score-fused.ts";
import { servingOptions } from "./serving-options.ts";

/** An item with its words, and the embedding that scoring them gave by the way. */
export type FusibleItem = { words: string } & FusedInput;

/** A fused model at work. One in shadow is asked like the one in force, and has no effect. */
export type FusedAtWork = {
  model: ModelRef;
  inShadow: boolean;
  /** @throws Error if it cannot be opened or run */
  score: (items: readonly FusibleItem[]) => Promise<ScoredFused>;
};

/**
 * The fused models of this moment: the version that the pointer names, unless that is late fusion, and those in
 * shadow. They run in this process, whatever scores texts. Whoever scores a batch asks once (invariant 9).
 */
export async function fusedAtWork(): Promise<FusedAtWork[]> {
  const versions = await db().modelVersion.findMany({
    where: {
      name: FUSION_MODEL,
      version: { not: LATE_FUSION },
      OR: [{ inForce: { some: {} } }, { state: "challenger" }],
    },
    select: { id: true, version: true, artifactHash: true, inForce: { select: { name: true } } },
    orderBy: { registeredAt: "asc" },
  });
  return versions.map(({ inForce, ...version }) => ({
    model: { name: FUSION_MODEL, version: version.version },
    inShadow: inForce.length === 0,
    score: async (items) => {
      const { threads, providers } = servingOptions();
      return scoreItems(items, { threads, providers, ...(await placeModel(version, FUSION_MODEL)) });
    },
  }));
}

async function scoreItems(items: readonly FusibleItem[], place: FusedPlace): Promise<ScoredFused> {
  const { fusion } = await loadCard({ name: FUSION_MODEL, version: place.version }, place.modelsDir);
  const reader = fusion?.inputs.find(({ name }) => name === "text")?.model;
  const texts = reader ? await embedFor(reader, items) : [];
  return scoreFused(
    items.map(({ image, facts }, at) => ({ text: texts[at] ?? null, image, facts })),
    place,
  );
}

/**
 * The words of items as the text model named sees them: what scoring gave where it was that model, else read again by
 * it, so that a new text model in force does not blind a fused one that was trained with the one before.
 * @returns null where there are no words
 * @throws Error if there is no such model, or it has no encoder
 */
export async function embedFor(
  model: string,
  items: readonly Pick<FusibleItem, "words" | "text">[],
): Promise<(Embedded | null)[]> {
  const isKnown = ({ words, text }: Pick<FusibleItem, "words" | "text">) =>
    words.trim() === "" || text?.model === model;
  const unread = items.filter((item) => !isKnown(item)).map(({ words }) => words);
  const found = unread.length > 0 ? await embedWith(model, unread) : [];
  let next = 0;
  return items.map((item) => {
    if (!isKnown(item)) return { model, embedding: found[next++] as Float32Array };
    return item.words.trim() === "" ? null : item.text;
  });
}

async function embedWith(model: string, texts: readonly string[]): Promise<Float32Array[]> {
  const version = model.slice(TEXT_MODEL.length + 1);
  const row = await db().modelVersion.findUnique({
    where: { name_version: { name: TEXT_MODEL, version } },
    select: { id: true, version: true, artifactHash: true },
  });
  if (!row) throw new Error(`There is no ${model} to read texts with.`);
  const { threads, providers } = servingOptions();
  const embedded = await embedTexts(texts, { threads, providers, ...(await placeModel(row)) });
  if (!embedded) throw new Error(`${model} gives no embedding.`);
  return embedded.embeddings;
}
