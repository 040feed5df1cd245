import type * as Ort from "onnxruntime-web";
import { explainWords } from "#lib/scoring/explain-words.ts";
import { readOnnxWeights } from "#lib/scoring/read-onnx-weights.ts";
import { highestOf, type RunnableModel, rowsOf, runRows } from "#lib/scoring/runnable-model.ts";
import { type NamedTensors, readerFor } from "#lib/scoring/text-inputs.ts";
import { ORT_FILES } from "./ort-files.ts";
import type {
  PreviewAnswers,
  PreviewProvider,
  PreviewReply,
  PreviewRequest,
  PreviewScore,
} from "./protocol.ts";

let model: RunnableModel | undefined;

addEventListener("message", (event: MessageEvent<PreviewRequest>) => {
  const [port] = event.ports;
  inTurn(() => answer(event.data)).then(
    (ok) => port?.postMessage({ ok } satisfies PreviewReply<PreviewRequest["kind"]>),
    (error) => port?.postMessage({ error: String(error?.message ?? error) }),
  );
});

let last: Promise<unknown> = Promise.resolve();

/** One run after another: two at once on WebGPU would wait for each other for ever. */
function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const result = last.then(run);
  last = result.catch(() => undefined);
  return result;
}

async function answer(request: PreviewRequest): Promise<PreviewAnswers[PreviewRequest["kind"]]> {
  if (request.kind === "open") return open(request);
  if (!model) throw new Error("No model is open.");
  if (request.kind === "score") return score(model, request.text, request.explain);
  const { extract, pack } = readerFor(model.features);
  return request.texts.flatMap((text) => [...pack([extract(text)])].map(({ inputs }) => inputs));
}

async function open({ model: spec, file }: Extract<PreviewRequest, { kind: "open" }>) {
  const from = performance.now();
  const reader = readerFor(spec.features);
  const response = await fetch(file);
  if (!response.ok) throw new Error(`The model cannot be had (${response.status}).`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { session, ort, provider } = await createSession(bytes);
  model = {
    features: spec.features,
    heads: spec.heads,
    weights: reader.linear ? readOnnxWeights(bytes) : null,
    run: async (inputs, outputs) => ({ values: await run(session, ort, inputs, outputs), provider }),
  };
  // The first run compiles: let it be one that nobody waits for.
  await runRows(model, rowsOf(model, "warm up"));
  return { provider, openMs: performance.now() - from };
}

type Runtime = typeof Ort;
type Opened = { session: Ort.InferenceSession; ort: Runtime; provider: PreviewProvider };

/** WebGPU where the browser gives an adapter, else WebAssembly, which runs everywhere. */
async function createSession(bytes: Uint8Array): Promise<Opened> {
  const { gpu } = navigator as Navigator & { gpu?: { requestAdapter(): Promise<object | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (adapter) {
    try {
      return await createOn("webgpu", bytes);
    } catch {
      // An adapter that cannot make a device, or not this model's: the processor can.
    }
  }
  return createOn("wasm", bytes);
}

async function createOn(provider: PreviewProvider, bytes: Uint8Array): Promise<Opened> {
  const { entry, wasm } = ORT_FILES[provider];
  // At run time from our own origin: bundled, the runtime would weigh on everyone who never opens the preview.
  const ort = (await import(/* turbopackIgnore: true */ entry)) as Runtime;
  ort.env.wasm.wasmPaths = { wasm };
  // More threads need a page isolated from others, which sign-in by another site does not allow.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  return {
    ort,
    provider,
    session: await ort.InferenceSession.create(bytes, { executionProviders: [provider] }),
  };
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

async function score(on: RunnableModel, text: string, explain: string | null): Promise<PreviewScore> {
  const started = performance.now();
  const rows = rowsOf(on, text);
  const ready = performance.now();
  const windows = await runRows(on, rows);
  const ended = performance.now();
  const head = explain === null ? -1 : on.heads.indexOf(explain);
  return {
    signals: highestOf(on.heads, windows, "probabilities"),
    explained: head < 0 ? null : explain,
    words: head < 0 ? [] : (await explainWords(on, text, head)).spans,
    featuresMs: ready - started,
    runMs: ended - ready,
  };
}
