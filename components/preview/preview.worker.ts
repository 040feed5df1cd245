import { explainWords } from "#lib/scoring/explain-words.ts";
import { readOnnxWeights } from "#lib/scoring/read-onnx-weights.ts";
import { highestOf, type RunnableModel, rowsOf, runRows } from "#lib/scoring/runnable-model.ts";
import { readerFor } from "#lib/scoring/text-inputs.ts";
import { type BrowserSession, fetchModel, openSession } from "./open-session.ts";
import type { PreviewAnswers, PreviewReply, PreviewRequest, PreviewScore } from "./protocol.ts";
import { runPicture, scorePicture } from "./score-picture.ts";

let texts: RunnableModel | undefined;
let pictures: BrowserSession | undefined;

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
  switch (request.kind) {
    case "open":
      return openTexts(request);
    case "open-pictures":
      return openPictures(request);
    case "picture":
      if (!pictures) throw new Error("No image model is open.");
      return scorePicture(pictures, request.address);
    case "score":
      return score(openModel(), request.text, request.explain);
    case "inputs": {
      const { extract, pack } = readerFor(openModel().features);
      return request.texts.flatMap((text) => [...pack([extract(text)])].map(({ inputs }) => inputs));
    }
  }
}

function openModel(): RunnableModel {
  if (!texts) throw new Error("No model is open.");
  return texts;
}

async function openTexts({ model: spec }: Extract<PreviewRequest, { kind: "open" }>) {
  const from = performance.now();
  const reader = readerFor(spec.features);
  const bytes = await fetchModel(spec.sha256);
  const weights = reader.linear ? readOnnxWeights(bytes) : null;
  const asModel = ({ provider, run }: BrowserSession): RunnableModel => ({
    features: spec.features,
    heads: spec.heads,
    weights,
    run: async (inputs, outputs) => ({ values: await run(inputs, outputs), provider }),
  });
  const session = await openSession(bytes, async (opened) => {
    const model = asModel(opened);
    await runRows(model, rowsOf(model, "warm up"));
  });
  texts = asModel(session);
  return { provider: session.provider, openMs: performance.now() - from };
}

async function openPictures({ model }: Extract<PreviewRequest, { kind: "open-pictures" }>) {
  const from = performance.now();
  pictures = await openSession(await fetchModel(model.sha256), (opened) => runPicture(opened));
  return { provider: pictures.provider, openMs: performance.now() - from };
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
