import type * as Ort from "onnxruntime-web";
import type { NamedTensors } from "#lib/scoring/text-inputs.ts";
import { ORT_FILES } from "./ort-files.ts";
import type { PreviewProvider } from "./protocol.ts";

type Runtime = typeof Ort;
export type BrowserSession = {
  provider: PreviewProvider;
  run: (inputs: NamedTensors, outputs: readonly string[]) => Promise<Record<string, Float32Array>>;
};

/**
 * The bytes of a model, from our own origin by their hash.
 * @throws Error where the server has it no longer
 */
export async function fetchModel(sha256: string): Promise<Uint8Array> {
  const response = await fetch(`/api/console/preview/${sha256}`);
  if (!response.ok) throw new Error(`The model cannot be had (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Opens a model on WebGPU where the browser gives an adapter, else on WebAssembly, which runs everywhere.
 * @param prove a first run: it compiles, and shows whether the device can run this model at all
 */
export async function openSession(
  bytes: Uint8Array,
  prove: (session: BrowserSession) => Promise<unknown>,
): Promise<BrowserSession> {
  const { gpu } = navigator as Navigator & { gpu?: { requestAdapter(): Promise<object | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (adapter) {
    try {
      return await openOn("webgpu", bytes, prove);
    } catch {
      // An adapter that cannot make a device, or not this model's: the processor can.
    }
  }
  return openOn("wasm", bytes, prove);
}

async function openOn(
  provider: PreviewProvider,
  bytes: Uint8Array,
  prove: (session: BrowserSession) => Promise<unknown>,
): Promise<BrowserSession> {
  const { entry, wasm } = ORT_FILES[provider];
  // At run time from our own origin: bundled, the runtime would weigh on everyone who never opens the preview.
  const ort = (await import(/* turbopackIgnore: true */ entry)) as Runtime;
  ort.env.wasm.wasmPaths = { wasm };
  // More threads need a page isolated from others, which sign-in by another site does not allow.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  const session = await ort.InferenceSession.create(bytes, { executionProviders: [provider] });
  const opened: BrowserSession = {
    provider,
    run: (inputs, outputs) => run(session, ort, inputs, outputs),
  };
  await prove(opened);
  return opened;
}

async function run(
  session: Ort.InferenceSession,
  ort: Runtime,
  inputs: NamedTensors,
  outputs: readonly string[],
): Promise<Record<string, Float32Array>> {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]),
  );
  const found = await session.run(feeds, [...outputs]);
  const read = outputs.map(async (name) => [name, (await found[name]?.getData()) as Float32Array] as const);
  return Object.fromEntries(await Promise.all(read));
}
