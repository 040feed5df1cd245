import { readFile } from "node:fs/promises";
import type { Provider } from "./choose-providers.ts";
import { openSession } from "./local-session.ts";
import { createMemo } from "./memo.ts";
import { createBatcher } from "./micro-batcher.ts";
import {
  DEFAULT_MODELS_DIR,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
} from "./model-files.ts";
import type { ModelRow } from "./pack-batches.ts";
import { readOnnxWeights } from "./read-onnx-weights.ts";
import { openRemote, type RemoteOptions } from "./remote-inference.ts";
import {
  DEFINITIONS,
  EMBEDDING,
  HEAD_OUTPUTS,
  type RowScores,
  type RunnableModel,
  runRows,
} from "./runnable-model.ts";
import { readerFor } from "./text-inputs.ts";
import { TOKEN_VERSION } from "./token-features.ts";

export type ModelOptions = {
  modelsDir?: string;
  /** A version other than the champion, e.g. one in shadow. */
  version?: string;
  /** Threads within one operation. */
  threads?: number;
  /** Execution providers in order of preference; by what the machine has, where not said. */
  providers?: readonly Provider[];
  /** An inference server that scores instead; this process is its fall-back. */
  remote?: RemoteOptions;
};
export type TextModel = RunnableModel & {
  ref: ModelRef;
  /** Names of the outputs that read a label by one source's definition; none before version 2. */
  definitions: readonly string[];
  /** Scores one row together with all that are asked for at the same time. */
  score: (row: ModelRow) => Promise<RowScores>;
};

/** Models kept open at once: a champion and a challenger of two kinds. Each holds its file's size in memory. */
const MOST_OPEN = 4;
/** Rows of one run: more gain nothing on a processor. Also in config.pbtxt, for an inference server. */
const BATCH_ROWS = 256;
/** What a lone post may wait for company, milliseconds; the same as config.pbtxt's. */
const BATCH_DELAY_MS = 2;
/** Runs at the same time: one computes, the other is being fed. */
const CONCURRENCY = 2;

const open = createMemo<TextModel>(MOST_OPEN);

/**
 * Opens a version of the text model once per process; a failure is forgotten, so that the next call tries again.
 * Of more than {@link MOST_OPEN}, the one longest not asked for is let go; who still holds it can use it on.
 * @throws Error if files are missing, or the model was trained on features that this code does not make.
 */
export async function openTextModel(options: ModelOptions = {}): Promise<TextModel> {
  const modelsDir = options.modelsDir ?? DEFAULT_MODELS_DIR;
  const ref = options.version
    ? { name: TEXT_MODEL, version: options.version }
    : await readChampion(modelsDir);
  const key = JSON.stringify([modelsDir, ref, options.threads, options.providers, options.remote?.url]);
  return open(key, () => load(ref, modelsDir, options));
}

async function load(ref: ModelRef, modelsDir: string, options: ModelOptions): Promise<TextModel> {
  const card = await loadCard(ref, modelsDir);
  const reader = readerFor(card.features);
  const file = await readFile(modelPath(ref, modelsDir));
  const heads = card.heads.map((head) => head.label);
  const definitions = (card.definitions ?? []).map(({ name }) => name);
  const weights = reader.linear ? readOnnxWeights(file) : null;
  if (weights && weights.bias.length !== heads.length) {
    throw new Error(
      `${ref.name}/${ref.version}: the card has ${heads.length} heads, the model ${weights.bias.length}`,
    );
  }
  const openLocal = () => openSession(file, card.features, options.threads ?? 1, options.providers);
  const { run } = options.remote ? openRemote(ref, options.remote, openLocal) : await openLocal();
  const model: RunnableModel = { features: card.features, heads, weights, run };
  const outputs: string[] = [...HEAD_OUTPUTS];
  if (definitions.length > 0) outputs.push(DEFINITIONS);
  if (card.features.includes(TOKEN_VERSION)) outputs.push(EMBEDDING);
  const score = createBatcher({
    run: (rows: readonly ModelRow[]) => runRows(model, rows, outputs),
    maxSize: BATCH_ROWS,
    maxDelayMs: BATCH_DELAY_MS,
    concurrency: CONCURRENCY,
  });
  return { ...model, ref, definitions, score };
}
