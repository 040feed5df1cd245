import { request } from "#components/api/request.ts";
import type { PreviewFile } from "#lib/scoring/preview-schema.ts";
import { createModelState } from "./model-state.ts";
import { askPreviewWorker } from "./preview-worker.ts";
import type { PictureScore } from "./protocol.ts";

/** How the image model stands in this browser. */
export const pictureStore = createModelState(async () => {
  const model = await request<PreviewFile>("/api/console/preview/pictures");
  const { provider } = await askPreviewWorker({ kind: "open-pictures", model });
  return { provider, model };
});

/** Where a kept picture is served. */
export function pictureAddress(frameId: string): string {
  return `/api/console/media/${frameId}`;
}

/** What the image model of this browser says of a kept picture. @throws Error when it is not ready or cannot look */
export function scorePicture(frameId: string): Promise<PictureScore> {
  return pictureStore.use(
    () => askPreviewWorker({ kind: "picture", address: pictureAddress(frameId) }),
    ({ decodeMs, runMs }) => decodeMs + runMs,
    // One file that cannot be had or decoded says nothing of the next.
    () => false,
  );
}
