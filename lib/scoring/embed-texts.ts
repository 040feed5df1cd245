import type { ModelRef } from "./model-files.ts";
import { type ModelOptions, openTextModel } from "./open-text-model.ts";
import type { ModelRow } from "./pack-batches.ts";
import { EMBEDDING, embeddingOf, rowsOf, runRows } from "./runnable-model.ts";
import { TOKEN_VERSION } from "./token-features.ts";

/** Numbers of a text's embedding: the trunk of the text encoder. */
export const TEXT_EMBEDDING = 128;

export type EmbeddedTexts = {
  /** Embeddings of two models cannot be compared. */
  model: ModelRef;
  /** Of each text, in order: {@link TEXT_EMBEDDING} numbers of length 1, or all 0 where the text holds no word. */
  embeddings: Float32Array[];
};

/**
 * What texts are about, as the champion's encoder sees it: the cosine of two embeddings, their inner product, says how
 * alike the texts are to it. A long text is the mean of its windows.
 * @returns null where the model has no encoder (version 1)
 * @throws Error if the model cannot be opened or run
 */
export async function embedTexts(
  texts: readonly string[],
  options: ModelOptions = {},
): Promise<EmbeddedTexts | null> {
  const model = await openTextModel(options);
  if (!model.features.includes(TOKEN_VERSION)) return null;
  const rows: ModelRow[] = [];
  const ends = texts.map((text) => rows.push(...rowsOf(model, text)));
  const found = await runRows(model, rows, [EMBEDDING]);
  const embeddings = ends.map(
    (end, at) => embeddingOf(found.slice(ends[at - 1] ?? 0, end)) ?? new Float32Array(TEXT_EMBEDDING),
  );
  return { model: model.ref, embeddings };
}
