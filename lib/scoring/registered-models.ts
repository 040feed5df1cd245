import { readdir } from "node:fs/promises";
import type { Card } from "./card.ts";
import type { Provider } from "./choose-providers.ts";
import { type ExportedClassifier, openExport } from "./hugging-face.ts";
import { createMemo } from "./memo.ts";
import {
  DEFAULT_MODELS_DIR,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
  versionFolder,
} from "./model-files.ts";
import type { ScoredTexts, TextInput } from "./score-texts.ts";

/** Registered models kept open at once; each holds its file's size in memory, and more. */
const MOST_OPEN = 4;

type Options = { modelsDir?: string; threads?: number; providers?: readonly Provider[] };
/** A model's card is its registration: one without `registered` was not brought by the operator. */
export type OtherModel = { ref: ModelRef; card: Card };

const open = createMemo<ExportedClassifier>(MOST_OPEN);

/**
 * The models in the folder besides the text model, each at the version its config.pbtxt names. Read anew each time, so
 * that one which is added or removed is followed without a restart; a folder that is no model is passed over.
 */
export async function listOtherModels(modelsDir = DEFAULT_MODELS_DIR): Promise<OtherModel[]> {
  const entries = await readdir(modelsDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && entry.name !== TEXT_MODEL && !entry.name.startsWith("."))
    .map(({ name }) => name);
  const found = await Promise.allSettled(
    names.sort().map(async (name) => {
      const ref = await readChampion(modelsDir, name);
      return { ref, card: await loadCard(ref, modelsDir) };
    }),
  );
  return found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

/** The models that score every text beside the champion: brought by the operator, and measured when they were. */
export async function registeredModels(modelsDir = DEFAULT_MODELS_DIR): Promise<OtherModel[]> {
  return (await listOtherModels(modelsDir)).filter(({ card }) => card.registered !== undefined);
}

/**
 * Scores texts with a registered model, calibrated as its card says, for the heads it was given. A text that it fails
 * on gets an `error`, its neighbours do not.
 * @throws Error if the model cannot be opened
 */
export async function scoreWithRegistered(
  { ref, card }: OtherModel,
  texts: readonly TextInput[],
  options: Options = {},
): Promise<ScoredTexts> {
  const { modelsDir = DEFAULT_MODELS_DIR, threads, providers } = options;
  const labels = card.registered?.labels ?? {};
  // The date of its registration tells one from another of the same name that was there before.
  const key = JSON.stringify([modelsDir, ref, card.trainedAt, threads, providers]);
  const model = await open(key, () =>
    openExport(versionFolder(ref, modelsDir), modelPath(ref, modelsDir), { threads, providers }),
  );
  const started = performance.now();
  const scored = await Promise.allSettled(texts.map(({ text }) => model.score(text)));
  return {
    model: ref,
    provider: model.provider,
    latencyMs: performance.now() - started,
    results: texts.map(({ id }, at) => {
      const odds = scored[at];
      if (odds?.status !== "fulfilled")
        return { id, signals: {}, definitions: {}, error: String(odds?.reason) };
      const signals = card.heads.map(({ label, calibration }) => {
        const raw = odds.value[model.labels.indexOf(labels[label] ?? "")] ?? Number.NaN;
        return [label, sigmoid(calibration.slope * raw + calibration.intercept)];
      });
      return { id, signals: Object.fromEntries(signals), definitions: {} };
    }),
  };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
