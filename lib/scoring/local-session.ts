import type { InferenceSession } from "onnxruntime-node";
import { chooseProviders, type Provider } from "./choose-providers.ts";
import { HEAD_OUTPUTS, type RunnableModel } from "./runnable-model.ts";
import { readerFor } from "./text-inputs.ts";

/** What a session runs first: the first run allocates and compiles, and no post should wait for that. */
const WARM_UP = "warm up";

export type LocalSession = { provider: Provider; run: RunnableModel["run"] };

/**
 * Opens an ONNX file on the first provider that can run it, proven by a run of `prove`.
 * @throws Error if not even the CPU can
 */
export async function createSession<T>(
  file: Uint8Array,
  threads: number,
  providers: readonly Provider[] | undefined,
  prove: (session: InferenceSession, provider: Provider) => Promise<T>,
): Promise<T> {
  const ort = await import("onnxruntime-node");
  // Probing for a device that is not there is no error to report; what fails for good is thrown.
  ort.env.logLevel = "fatal";
  const bundled = new Set(ort.listSupportedBackends().map(({ name }) => name));
  let reason: unknown;
  for (const provider of chooseProviders(providers, bundled)) {
    try {
      return await prove(await ort.InferenceSession.create(file, optionsFor(provider, threads)), provider);
    } catch (error) {
      // The library is there but the device is not, or cannot run this model: the next provider will do.
      reason = error;
    }
  }
  throw reason;
}

/**
 * Opens a text model's file.
 * @param features what the model reads, as its card names it
 * @throws Error if not even the CPU can run it
 */
export async function openSession(
  file: Uint8Array,
  features: string,
  threads: number,
  providers: readonly Provider[] | undefined,
): Promise<LocalSession> {
  const { Tensor } = await import("onnxruntime-node");
  const reader = readerFor(features);
  return createSession(file, threads, providers, async (session, provider) => {
    const run = runnerOf(session, Tensor, provider);
    for (const { inputs } of reader.pack([reader.extract(WARM_UP)])) await run(inputs, HEAD_OUTPUTS);
    return { provider, run };
  });
}

function optionsFor(provider: Provider, threads: number): InferenceSession.SessionOptions {
  return provider === "cpu"
    ? {
        executionProviders: ["cpu"],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: "all",
      }
    : { executionProviders: [provider, "cpu"] };
}

function runnerOf(
  session: InferenceSession,
  Tensor: typeof import("onnxruntime-node").Tensor,
  provider: string,
): RunnableModel["run"] {
  return async (inputs, outputs) => {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)]),
    );
    const found = await session.run(feeds, [...outputs]);
    return {
      values: Object.fromEntries(outputs.map((name) => [name, found[name]?.data as Float32Array])),
      provider,
    };
  };
}
