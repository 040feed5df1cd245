import { db } from "#lib/db/index.ts";
import type { MediaStorage } from "./media-storage.ts";
import { type ImageScorer, scoreFrames } from "./score-frames.ts";
import { framesOfFiles, noteValues } from "./store.ts";

/** Files looked up by one statement. */
const FILES = 500;

/** A kept picture as an image model saw it. */
export type ReadPicture = { values: Record<string, number>; embedding: Float32Array };

/**
 * What kept pictures are about, to one image model. What was noted when they were scored counts; the others, scored
 * before it was noted or by another model, are read again from the media store, and noted.
 * @param model as `<name>/<version>`
 * @param scorer of that model; null where there is none here, then those are left out
 */
export async function embedFiles(
  files: readonly string[],
  model: string,
  storage: MediaStorage,
  scorer: ImageScorer | null,
): Promise<Map<string, ReadPicture>> {
  const found = new Map<string, ReadPicture>();
  const wanted = [...new Set(files)];
  for (let from = 0; from < wanted.length; from += FILES) {
    const frames = await framesOfFiles(db(), wanted.slice(from, from + FILES));
    const known = frames.filter((frame) => frame.embeddingModel === model);
    for (const { file, values, embedding } of known)
      if (embedding) found.set(file, { values: values ?? {}, embedding });
    const unread = new Map(frames.flatMap((frame) => (found.has(frame.file) ? [] : [[frame.file, frame]])));
    if (unread.size === 0 || !scorer) continue;
    const { scored } = await scoreFrames([...unread.values()], storage, scorer);
    await noteValues(db(), scored);
    [...unread.keys()].forEach((file, at) => {
      const read = scored[at];
      if (read?.embedding?.model === model)
        found.set(file, { values: read.values, embedding: read.embedding.values });
    });
  }
  return found;
}
