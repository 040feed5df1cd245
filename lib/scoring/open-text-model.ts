import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import type { Label } from "./labels.ts";
import {
  DEFAULT_MODELS_DIR,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
} from "./model-files.ts";
import { type LinearWeights, readOnnxWeights } from "./read-onnx-weights.ts";
import { FEATURE_VERSION } from "./text-features.ts";

export type Provider = "cuda" | "webgpu" | "cpu";
export type ModelOptions = {
  modelsDir?: string;
  /** A version other than the champion, e.g. one in shadow. */
  version?: string;
  /** Threads within one operation. */
  threads?: number;
  /** Execution providers in order of preference; the CPU is always the last resort. */
  providers?: readonly Provider[];
};
export type TextModel = {
  ref: ModelRef;
  heads: readonly Label[];
  provider: Provider;
  session: InferenceSession;
  /** The same numbers the session runs on, for explanations. */
  weights: LinearWeights;
};

/** Champion, the one before it, and two being compared. */
const MOST_OPEN = 4;

const open = new Map<string, Promise<TextModel>>();

/**
 * Opens a version of the text model once per process; a failure is forgotten, so that the next call tries again.
 * CUDA is used where the runtime has it; WebGPU only if named in `providers`, since it is still young in Node.
 * @throws Error if files are missing, or the model was trained on other features than this code makes.
 */
export async function openTextModel(options: ModelOptions = {}): Promise<TextModel> {
  const modelsDir = options.modelsDir ?? DEFAULT_MODELS_DIR;
  const ref = options.version
    ? { name: TEXT_MODEL, version: options.version }
    : await readChampion(modelsDir);
  const threads = options.threads ?? 1;
  const providers = options.providers ?? ["cuda", "cpu"];
  const key = JSON.stringify([modelsDir, ref, threads, providers]);
  let model = open.get(key);
  if (!model) {
    model = load(ref, modelsDir, threads, providers);
    model.catch(() => open.delete(key));
  }
  // The last used stands last; what is not used any more is let go, or every promotion would keep a session.
  open.delete(key);
  open.set(key, model);
  const [oldest] = open.keys();
  if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
  return model;
}

async function load(
  ref: ModelRef,
  modelsDir: string,
  threads: number,
  providers: readonly Provider[],
): Promise<TextModel> {
  const card = await loadCard(ref, modelsDir);
  if (card.features !== FEATURE_VERSION) {
    throw new Error(
      `${ref.name}/${ref.version} was trained on ${card.features}, this code makes ${FEATURE_VERSION}`,
    );
  }
  const file = await readFile(modelPath(ref, modelsDir));
  const heads = card.heads.map((head) => head.label);
  const weights = readOnnxWeights(file);
  if (weights.heads !== heads.length) {
    throw new Error(
      `${ref.name}/${ref.version}: the card has ${heads.length} heads, the model ${weights.heads}`,
    );
  }
  const { session, provider } = await createSession(file, threads, providers);
  return { ref, heads, provider, session, weights };
}

/** Opens an ONNX file on the first provider that works. */
export async function createSession(
  file: Uint8Array,
  threads: number,
  providers: readonly Provider[],
): Promise<{ session: InferenceSession; provider: Provider }> {
  const ort = await import("onnxruntime-node");
  // Probing for a device that is not there is no error to report; what fails for good is thrown.
  ort.env.logLevel = "fatal";
  const bundled = new Set(ort.listSupportedBackends().map((backend) => backend.name));
  for (const provider of providers) {
    if (provider === "cpu" || !bundled.has(provider)) continue;
    try {
      const session = await ort.InferenceSession.create(file, { executionProviders: [provider, "cpu"] });
      return { session, provider };
    } catch {
      // The library is there but the device is not: the next provider will do.
    }
  }
  const session = await ort.InferenceSession.create(file, {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  return { session, provider: "cpu" };
}
