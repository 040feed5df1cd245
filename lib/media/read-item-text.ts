import { type Scorer, storeSignals } from "#lib/content/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { reconsiderItem, sendJobs } from "#lib/jobs/index.ts";
import type { MediaStorage } from "./media-storage.ts";
import { openImage } from "./open-image.ts";
import { itemFrames } from "./store.ts";

/** The source of signals of text in pictures: it says which modality spoke. */
const IMAGE_TEXT_SOURCE = "image-text";
/** Pictures of an item that are read; reading takes seconds each. */
const PICTURES_READ = 4;
/** Fewer letters are noise. */
const LEAST_LETTERS = 8;
/** What is kept of the text for reviewers, characters. */
const TEXT_KEPT = 2000;

export type ReadTools = {
  storage: MediaStorage;
  scorer: Scorer;
  /** The words in a picture. */
  read: (picture: Uint8Array) => Promise<string>;
};

/**
 * Reads the text in an item's pictures, scores it with the text heads as a source of its own, and has the
 * item looked at again. Running twice changes nothing.
 */
export async function readItemText(itemId: string, { storage, scorer, read }: ReadTools): Promise<void> {
  const frames = (await itemFrames(db(), itemId)).slice(0, PICTURES_READ);
  const texts: string[] = [];
  for (const { file } of frames) {
    const picture = await storage.read(file);
    if (picture)
      texts.push(await read(await openImage(picture).flatten({ background: "#fff" }).png().toBuffer()));
  }
  const text = texts.join("\n").trim();
  if ((text.match(/\p{L}/gu) ?? []).length < LEAST_LETTERS) return;
  const { model, provider, latencyMs, results } = await scorer([{ id: itemId, text }]);
  const values = Object.fromEntries(
    Object.entries(results[0]?.signals ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  await inTransaction(async (tx) => {
    await storeSignals(tx, [
      {
        item: { id: itemId },
        signals: [
          {
            source: IMAGE_TEXT_SOURCE,
            version: `${model.name}/${model.version}`,
            provider,
            latencyMs,
            values,
            detail: { text: text.slice(0, TEXT_KEPT) },
          },
        ],
      },
    ]);
    await sendJobs(tx, reconsiderItem, [{ itemId }]);
  });
}
