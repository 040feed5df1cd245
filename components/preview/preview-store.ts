import { request } from "#components/api/request.ts";
import type { Explanation } from "#lib/review/schema.ts";
import type { PreviewModel } from "#lib/scoring/preview-schema.ts";
import type {
  PreviewAnswers,
  PreviewProvider,
  PreviewReply,
  PreviewRequest,
  PreviewScore,
} from "./protocol.ts";

export type PreviewState =
  /** Nobody has asked for it yet: nothing is loaded. */
  | { status: "asleep" }
  | { status: "loading" }
  | {
      status: "ready";
      provider: PreviewProvider;
      model: Pick<PreviewModel, "name" | "version">;
      /** Of the last text scored, milliseconds; null before the first. */
      lastMs: number | null;
    }
  | { status: "failed"; reason: string };

const ASLEEP: PreviewState = { status: "asleep" };

let state: PreviewState = ASLEEP;
let worker: Worker | null = null;
const listeners = new Set<() => void>();

function set(next: PreviewState): void {
  state = next;
  for (const listener of listeners) listener();
}

function ask<K extends PreviewRequest["kind"]>(
  of: Worker,
  message: Extract<PreviewRequest, { kind: K }>,
): Promise<PreviewAnswers[K]> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<PreviewReply<K>>) => {
      port1.close();
      if ("ok" in data) resolve(data.ok);
      else reject(new Error(data.error));
    };
    of.postMessage(message, [port2]);
  });
}

/** Loads the champion into a worker, once for as long as the page lives; after a failure it may be asked again. */
export async function startPreview(): Promise<void> {
  if (state.status === "loading" || state.status === "ready") return;
  set({ status: "loading" });
  const started = new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
  worker = started;
  try {
    const model = await request<PreviewModel>("/api/console/preview");
    const dead = new Promise<never>((_, reject) => {
      started.onerror = (event) => reject(new Error(event.message || "The worker could not be loaded."));
    });
    const file = `/api/console/preview/${model.sha256}`;
    const { provider } = await Promise.race([ask(started, { kind: "open", model, file }), dead]);
    if (worker === started) set({ status: "ready", provider, model, lastMs: null });
  } catch (error) {
    if (worker === started) fail(error as Error);
  }
}

function fail(error: Error): void {
  stopPreview();
  set({ status: "failed", reason: error.message });
}

/** Ends the worker and gives its memory back. */
export function stopPreview(): void {
  worker?.terminate();
  worker = null;
  set(ASLEEP);
}

/** Scores a text in this browser. @throws Error when the preview is not ready, or was stopped */
export async function scorePreview(text: string, explain: string | null): Promise<PreviewScore> {
  if (!worker || state.status !== "ready") throw new Error("The preview is not ready.");
  const asked = worker;
  const score = await ask(asked, { kind: "score", text, explain }).catch((error: Error) => {
    // A graphics device can be lost at any time; the person is told, and can load the model anew.
    if (worker === asked) fail(error);
    throw error;
  });
  if (state.status === "ready") set({ ...state, lastMs: score.featuresMs + score.runMs });
  return score;
}

/** The words that carry a signal, by this browser's own model; null where the server has to be asked. */
export async function explainHere(text: string, signal: string): Promise<Explanation | null> {
  if (state.status !== "ready") return null;
  const score = await scorePreview(text, signal).catch(() => null);
  return score?.explained === signal ? { signal, spans: score.words } : null;
}

export const previewStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => state,
  getOnServer: () => ASLEEP,
};
