import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import type { Provider } from "./choose-providers.ts";
import { imageSignals } from "./image-signals.ts";
import { createSession } from "./local-session.ts";
import { createMemo } from "./memo.ts";
import { DEFAULT_MODELS_DIR, IMAGE_MODEL, type ModelRef, modelPath, readChampion } from "./model-files.ts";
import { occludePicture, type RegionMap } from "./occlude-picture.ts";
import type { ModelOptions } from "./open-text-model.ts";
import { PICTURE_SIDE, type Picture, resizePicture } from "./resize-picture.ts";

export type ScoredPicture = {
  /** Signal → probability: what policies listen to, and the model's own classes as `image_…`. */
  signals: Record<string, number>;
  /** 1280 numbers, for fusion and similarity. */
  embedding: Float32Array;
};
export type ScoredPictures = {
  model: ModelRef;
  provider: Provider;
  /** Wall time of the whole call, milliseconds; without the time the model took to open. */
  latencyMs: number;
  results: ScoredPicture[];
};

const EMBEDDING = 1280;
const VALUES = PICTURE_SIDE * PICTURE_SIDE * 3;

type ImageModel = { ref: ModelRef; session: InferenceSession; provider: Provider };
const open = new Map<string, Promise<ImageModel>>();

/** Opens the image model once per process; a failure is forgotten. @throws Error if its file was not built */
function openImageModel(options: ModelOptions): Promise<ImageModel> {
  const { modelsDir = DEFAULT_MODELS_DIR, version, threads = 1, providers } = options;
  const key = JSON.stringify([modelsDir, version, threads, providers]);
  let model = open.get(key);
  if (!model) {
    model = (async () => {
      const champion = await readChampion(modelsDir, IMAGE_MODEL);
      const ref = { ...champion, version: version ?? champion.version };
      const file = await readFile(modelPath(ref, modelsDir));
      return createSession(file, threads, providers, async (session, provider) => {
        await runPictures(session, 1, new Float32Array(VALUES));
        return { ref, session, provider };
      });
    })();
    open.set(key, model);
    model.catch(() => open.delete(key));
  }
  return model;
}

/** Whether pictures can be scored here; warms the model up where they can. */
export function canScorePictures(options: ModelOptions = {}): Promise<boolean> {
  return openImageModel(options).then(
    () => true,
    () => false,
  );
}

/**
 * Scores pictures with the image model in one batch, in order. The caller bounds the batch: a picture takes
 * 600 kB as the model's input.
 * @throws Error if the model cannot be opened or run
 */
export async function scorePictures(
  pictures: readonly Picture[],
  options: ModelOptions = {},
): Promise<ScoredPictures> {
  const model = await openImageModel(options);
  const started = performance.now();
  const pixels = new Float32Array(pictures.length * VALUES);
  for (const [index, picture] of pictures.entries()) resizePicture(picture, pixels, index * VALUES);
  const output = await runPictures(model.session, pictures.length, pixels);
  const probabilities = output.probabilities?.data as Float32Array;
  const embeddings = output.embedding?.data as Float32Array;
  const classes = probabilities.length / pictures.length;
  return {
    model: model.ref,
    provider: model.provider,
    latencyMs: performance.now() - started,
    results: pictures.map((_, index) => ({
      signals: imageSignals(probabilities.subarray(index * classes, (index + 1) * classes)),
      embedding: embeddings.slice(index * EMBEDDING, (index + 1) * EMBEDDING),
    })),
  };
}

/** Region maps kept: those of the pictures that people have before them now. */
const MOST_KEPT = 200;
const maps = createMemo<RegionMap>(MOST_KEPT);
/** A probability is kept so far from 0 and 1, so that it has a logit. */
const EDGE = 1e-6;

/**
 * Which regions carried one signal of a picture; see {@link occludePicture}. Some fifty runs of the model: a second on
 * one core, so it is made when somebody asks, and kept.
 * @param name of the picture, for keeping: the same name is the same picture
 * @returns null where the model gives no such signal
 * @throws Error if the model cannot be opened or run
 */
export async function explainPicture(
  name: string,
  picture: () => Promise<Picture>,
  signal: string,
  options: ModelOptions = {},
): Promise<RegionMap | null> {
  if (!(signal in imageSignals([]))) return null;
  const model = await openImageModel(options);
  return maps(JSON.stringify([options.modelsDir, model.ref, signal, name]), async () => {
    const pixels = new Float32Array(VALUES);
    resizePicture(await picture(), pixels);
    return occludePicture(pixels, async (batch, count) => {
      const probabilities = (await runPictures(model.session, count, batch)).probabilities
        ?.data as Float32Array;
      const classes = probabilities.length / count;
      return Array.from({ length: count }, (_, at) => {
        const signals = imageSignals(probabilities.subarray(at * classes, (at + 1) * classes));
        const value = Math.min(1 - EDGE, Math.max(EDGE, signals[signal] ?? Number.NaN));
        return Math.log(value / (1 - value));
      });
    });
  });
}

async function runPictures(session: InferenceSession, count: number, pixels: Float32Array) {
  const { Tensor } = await import("onnxruntime-node");
  return session.run({ pixels: new Tensor("float32", pixels, [count, PICTURE_SIDE, PICTURE_SIDE, 3]) });
}
