import { request } from "#components/api/request.ts";
import type { Explanation } from "#lib/review/schema.ts";
import type { PreviewModel } from "#lib/scoring/preview-schema.ts";
import { createModelState } from "./model-state.ts";
import { askPreviewWorker } from "./preview-worker.ts";
import type { PreviewScore } from "./protocol.ts";

/** How the text model stands in this browser. */
export const previewStore = createModelState(async () => {
  const model = await request<PreviewModel>("/api/console/preview");
  const { provider } = await askPreviewWorker({ kind: "open", model });
  return { provider, model };
});

/** Loads the champion into the worker, once for as long as the page lives; after a failure it may be asked again. */
export const startPreview = previewStore.start;

/** Scores a text in this browser. @throws Error when the preview is not ready, or was stopped */
export async function scorePreview(text: string, explain: string | null): Promise<PreviewScore> {
  return previewStore.use(
    () => askPreviewWorker({ kind: "score", text, explain }),
    ({ featuresMs, runMs }) => featuresMs + runMs,
  );
}

/** The words that carry a signal, by this browser's own model; null where the server has to be asked. */
export async function explainHere(text: string, signal: string): Promise<Explanation | null> {
  if (previewStore.get().status !== "ready") return null;
  const score = await scorePreview(text, signal).catch(() => null);
  return score?.explained === signal ? { signal, spans: score.words } : null;
}
