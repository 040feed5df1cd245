import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { LEXICON_SOURCE, REVIEW_ONLY } from "#lib/policy/index.ts";
import { embedFor } from "#lib/scoring/fused-in-force.ts";
import {
  type BehaviourFacts,
  cardSchema,
  type Embedded,
  FUSED_SOURCES,
  FUSION_MODEL,
  IMAGE_MODEL,
  meanEmbedding,
  readChampion,
  type Signals,
  scoreTexts,
  TEXT_MODEL,
} from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";
import type { FrozenExample } from "../schema.ts";

/** Texts scored at once; bounds memory, not the snapshot. */
const TEXTS = 512;
/** Items whose signals are read by one statement. */
const ITEMS = 2_000;

/** Reads kept pictures as the image model named sees them; one that cannot be read is not there. */
export type PictureReader = (
  files: readonly string[],
  model: string,
) => Promise<Map<string, { values: Record<string, number>; embedding: Float32Array }>>;

/** What models read of one example, and what late fusion says of it. */
export type FusedRow = {
  /** The text as each text model sees it that somebody was trained with. */
  texts: Embedded[];
  image: Embedded | null;
  facts: BehaviourFacts | null;
  /** The highest of what text and pictures say each alone. */
  late: Signals;
  /** What speaks beside both kinds of fusion: text in the picture, known content. */
  beside: Signals;
};
export type PreparedInputs = {
  rows: FusedRow[];
  /** Whose embeddings the rows hold; null where there are none. */
  models: { text: string | null; image: string | null };
  /** The text model in force, which is heard in late fusion. */
  textModel: string;
};

/** The text models that a version's card says it reads embeddings of. */
export function readersOf(card: unknown): string[] {
  const { fusion } = cardSchema.safeParse(card).data ?? {};
  return (fusion?.inputs ?? []).flatMap(({ name, model }) => (name === "text" && model ? [model] : []));
}

/**
 * Embeddings and late-fusion scores of examples, by the text and image models in force, which score items in service
 * too; facts are those that were frozen.
 * @param readers other text models whose embeddings are asked for
 */
export async function prepareInputs(
  examples: readonly FrozenExample[],
  readPictures: PictureReader,
  readers: readonly string[] = [],
): Promise<PreparedInputs> {
  const inForce = await modelInForce();
  const text: { signals: Signals; embedded: Embedded | null }[] = [];
  const textModel = `${TEXT_MODEL}/${inForce.version}`;
  let reader: string | null = null;
  for (let from = 0; from < examples.length; from += TEXTS) {
    const page = examples.slice(from, from + TEXTS);
    const { results } = await scoreTexts(
      page.map((example, at) => ({ id: String(at), text: example.text })),
      inForce,
    );
    for (const [at, { signals, embedding }] of results.entries()) {
      const isBlank = page[at]?.text.trim() === "";
      if (embedding) reader = textModel;
      text.push({ signals, embedded: embedding && !isBlank ? { model: textModel, embedding } : null });
    }
  }
  const others = await Promise.all(
    [...new Set(readers)]
      .filter((model) => model !== reader)
      .map((model) =>
        embedFor(
          model,
          examples.map((example) => ({ words: example.text, text: null })),
        ),
      ),
  );
  const image = await imageModel();
  const files = examples.flatMap(({ inputs }) => inputs?.pictures ?? []);
  const pictures = image && files.length > 0 ? await readPictures(files, image) : new Map<string, never>();
  const beside = await signalsBeside(examples.flatMap(({ itemId }) => itemId ?? []));
  return {
    models: { text: reader, image },
    textModel,
    rows: examples.map(({ inputs, itemId }, at): FusedRow => {
      const read = (inputs?.pictures ?? []).flatMap((file) => pictures.get(file) ?? []);
      const embedding = meanEmbedding(read.map((picture) => picture.embedding));
      return {
        texts: [text[at]?.embedded, ...others.map((one) => one[at])].filter((one) => !!one),
        image: image && embedding ? { model: image, embedding } : null,
        facts: inputs?.facts ?? null,
        late: highestOf([text[at]?.signals ?? {}, ...read.map(({ values }) => values)]),
        beside: beside.get(itemId ?? "") ?? {},
      };
    }),
  };
}

/** The image model that the folder serves, as `<name>/<version>`; null where there is none. */
function imageModel(): Promise<string | null> {
  return readChampion(env().MODELS_DIR, IMAGE_MODEL).then(
    ({ name, version }) => `${name}/${version}`,
    () => null,
  );
}

const besideSchema = z.array(z.object({ itemId: z.string(), values: z.record(z.string(), z.number()) }));

/** What was said of items when they were scored, besides what fusion reads, and what may act. */
async function signalsBeside(itemIds: readonly string[]): Promise<Map<string, Signals>> {
  const found = new Map<string, Signals>();
  const known = [...FUSED_SOURCES, FUSION_MODEL, LEXICON_SOURCE];
  for (let from = 0; from < itemIds.length; from += ITEMS) {
    const sets = besideSchema.parse(
      await db().$queryRaw`
        SELECT item_id::text AS "itemId", values FROM signal_sets
        WHERE item_id = ANY(${itemIds.slice(from, from + ITEMS)}::uuid[]) AND source <> ALL(${known})
          AND detail -> ${REVIEW_ONLY} IS DISTINCT FROM 'true'`,
    );
    for (const { itemId, values } of sets) found.set(itemId, highestOf([found.get(itemId) ?? {}, values]));
  }
  return found;
}

/** Of each signal the highest value. */
export function highestOf(all: readonly Signals[]): Signals {
  const highest: Signals = {};
  for (const signals of all)
    for (const [name, value] of Object.entries(signals)) highest[name] = Math.max(value, highest[name] ?? 0);
  return highest;
}
