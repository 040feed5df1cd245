import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import type { Label } from "./labels.ts";
import { DEFAULT_MODELS_DIR, loadCard, type ModelRef, modelPath, readChampion } from "./model-files.ts";
import { type LinearWeights, readOnnxWeights } from "./read-onnx-weights.ts";
import { FEATURE_VERSION } from "./text-features.ts";
import { TOKEN_VERSION } from "./token-features.ts";

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
  /** Names of the outputs that read a label by one source's definition; none before version 2. */
  definitions: readonly string[];
  /** Whether it reads tokens in their order, besides features. */
  readsTokens: boolean;
  provider: Provider;
  session: InferenceSession;
  /** The same numbers the session runs on, for explanations; of the first heads where not all have linear weights. */
  weights: LinearWeights;
};

const WITH_TOKENS = `${FEATURE_VERSION}+${TOKEN_VERSION}`;

const open = new Map<string, Promise<TextModel>>();

/**
 * Opens a version of the text model once per process; a failure is forgotten, so that the next call tries again.
 * CUDA is used where the runtime has it; WebGPU only if named in `providers`, since it is still young in Node.
 * @throws Error if files are missing, or the model was trained on other features than this code makes.
 */
export async function openTextModel(options: ModelOptions = {}): Promise<TextModel> {
  const modelsDir = options.modelsDir ?? DEFAULT_MODELS_DIR;
  const champion = await readChampion(modelsDir);
  const ref = { ...champion, version: options.version ?? champion.version };
  const threads = options.threads ?? 1;
  const providers = options.providers ?? ["cuda", "cpu"];
  const key = JSON.stringify([modelsDir, ref, threads, providers]);
  let model = open.get(key);
  if (!model) {
    model = load(ref, modelsDir, threads, providers);
    open.set(key, model);
    model.catch(() => open.delete(key));
  }
  return model;
}

async function load(
  ref: ModelRef,
  modelsDir: string,
  threads: number,
  providers: readonly Provider[],
): Promise<TextModel> {
  const card = await loadCard(ref, modelsDir);
  const readsTokens = card.features === WITH_TOKENS;
  if (!readsTokens && card.features !== FEATURE_VERSION) {
    throw new Error(
      `${ref.name}/${ref.version} was trained on ${card.features}, this code makes ${FEATURE_VERSION} and ${WITH_TOKENS}`,
    );
  }
  const file = await readFile(modelPath(ref, modelsDir));
  const heads = card.heads.map((head) => head.label);
  const weights = readOnnxWeights(file);
  if (weights.bias.length !== heads.length) {
    throw new Error(
      `${ref.name}/${ref.version}: the card has ${heads.length} heads, the model ${weights.bias.length}`,
    );
  }
  const { session, provider } = await createSession(file, threads, providers);
  const definitions = (card.definitions ?? []).map(({ name }) => name);
  return { ref, heads, definitions, readsTokens, provider, session, weights };
}

async function createSession(
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
