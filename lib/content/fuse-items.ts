import type { Prisma, Tx } from "#lib/db/index.ts";
import { log } from "#lib/log.ts";
import { FAILED_PROVIDER, REPLACES, REVIEW_ONLY, type SignalSetValues } from "#lib/policy/index.ts";
import {
  behaviourFacts,
  type Embedded,
  FUSED_SOURCES,
  FUSION_MODEL,
  type FusedInput,
  meanEmbedding,
  type ScoredFused,
} from "#lib/scoring/index.ts";
import { type LoadedItem, storeSignals } from "./judge-store.ts";

/** The fused models at work. Of several in force the last would count; the pointer names one. */
export type FusedModels = readonly {
  model: { name: string; version: string };
  /** Its scores are kept, and have no effect. */
  inShadow: boolean;
  score: (items: ({ words: string } & FusedInput)[]) => Promise<ScoredFused>;
}[];
type Spoken = { inForce: SignalSetValues[]; shadows: SignalSetValues[] };

/** What is kept of an error. */
const REASON_LENGTH = 300;

/**
 * What the fused models say of items, after text, pictures and behaviour were read. A set of the one in force stands
 * for the scores of the modalities that it has read (see voicesOf). Where it fails, a set without values says why, and
 * late fusion stands: no item fails by it. An item whose pictures are still on their way is left to late fusion until
 * they are there, so that nobody is judged by half of a post.
 * @param embedded what scoring the texts gave by the way; a text that is not there is read again
 */
export async function fuseItems(
  tx: Tx,
  loaded: readonly LoadedItem[],
  fused: FusedModels,
  embedded: ReadonlyMap<string, Embedded>,
): Promise<Map<string, Spoken>> {
  const spoken = new Map<string, Spoken>(loaded.map(({ id }) => [id, { inForce: [], shadows: [] }]));
  const items = loaded.filter(({ awaitsMedia }) => !awaitsMedia);
  if (fused.length === 0 || items.length === 0) return spoken;
  const pictures = await loadPictures(
    tx,
    items.map(({ id }) => id),
  );
  const inputs = items.map(({ id, facts, behaviour }) => ({
    words: facts.text,
    text: embedded.get(id) ?? null,
    image: pictures.get(id) ?? null,
    facts: behaviour ?? behaviourFacts(facts),
  }));
  for (const { model, inShadow, score } of fused) {
    const answer = await score(inputs).catch((error: unknown) => ({ error: String(error) }));
    const sets = items.map((_, at) => toSet(model, answer, at, items.length));
    const failed = sets.filter(({ provider }) => provider === FAILED_PROVIDER);
    if (failed.length > 0)
      log().warn(
        { model, failed: failed.length, first: failed[0]?.detail.error },
        "the fused model did not score; late fusion stands",
      );
    items.forEach(({ id }, at) => {
      const set = sets[at] as SignalSetValues;
      spoken.get(id)?.[inShadow ? "shadows" : "inForce"].push(set);
    });
  }
  return spoken;
}

function toSet(
  model: { name: string; version: string },
  answer: ScoredFused | { error: string },
  at: number,
  count: number,
): SignalSetValues {
  const source = { source: model.name, version: model.version };
  const result = "error" in answer ? answer : (answer.results[at] ?? { error: "It gave no answer." });
  if ("error" in result || "error" in answer) {
    const error = "error" in result ? result.error : "";
    return {
      ...source,
      provider: FAILED_PROVIDER,
      latencyMs: null,
      values: {},
      detail: { error: error.slice(0, REASON_LENGTH) },
    };
  }
  return {
    ...source,
    provider: answer.provider,
    latencyMs: answer.latencyMs / count,
    values: result.signals,
    detail: { [REPLACES]: FUSED_SOURCES, [REVIEW_ONLY]: answer.reviewOnly, read: result.read },
  };
}

/** The pictures of each item as one input, as the image model saw them when they were scored. */
async function loadPictures(tx: Tx, itemIds: string[]): Promise<Map<string, Embedded>> {
  const frames = await tx.mediaFrame.findMany({
    where: { media: { itemId: { in: itemIds }, state: "stored" }, embeddingModel: { not: null } },
    select: { embedding: true, embeddingModel: true, media: { select: { itemId: true } } },
    orderBy: [{ media: { position: "asc" } }, { position: "asc" }],
  });
  const found = new Map<string, Embedded>();
  for (const [itemId, own] of Map.groupBy(frames, ({ media }) => media.itemId)) {
    // Embeddings of two models cannot be averaged; the newest picture's model is the one that is at work.
    const model = own.at(-1)?.embeddingModel ?? "";
    const same = own.filter(({ embeddingModel }) => embeddingModel === model);
    const embedding = meanEmbedding(
      same.flatMap((frame) => (frame.embedding ? [readFloats(frame.embedding)] : [])),
    );
    if (embedding) found.set(itemId, { model, embedding });
  }
  return found;
}

/** 32-bit floats, little-endian as all machines that Docket runs on. */
function readFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}

/** Keeps what models in shadow said. */
export async function storeShadows(
  tx: Tx,
  judged: readonly { item: { id: string }; shadows?: SignalSetValues[] }[],
): Promise<void> {
  const data = judged.flatMap(({ item, shadows = [] }) =>
    shadows.map((set) => ({
      ...set,
      itemId: item.id,
      provider: set.provider ?? FAILED_PROVIDER,
      detail: set.detail as Prisma.InputJsonObject,
    })),
  );
  if (data.length > 0) await tx.shadowScore.createMany({ data, skipDuplicates: true });
}

/**
 * Keeps what fused models said of an item when more of it was there to read, in the place of what they said before.
 * A failure replaces nothing.
 */
export async function storeFused(tx: Tx, itemId: string, { inForce, shadows }: Spoken): Promise<void> {
  const isSpoken = ({ provider }: SignalSetValues) => provider !== FAILED_PROVIDER;
  if (inForce.some(isSpoken)) await tx.signalSet.deleteMany({ where: { itemId, source: FUSION_MODEL } });
  await storeSignals(tx, [{ item: { id: itemId }, signals: inForce }]);
  const watched = shadows.filter(isSpoken);
  await tx.shadowScore.deleteMany({
    where: { itemId, source: FUSION_MODEL, version: { in: watched.map(({ version }) => version) } },
  });
  await storeShadows(tx, [{ item: { id: itemId }, shadows: watched }]);
}
