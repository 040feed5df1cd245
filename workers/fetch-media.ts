import { env } from "#lib/env.ts";
import { fetchMedia, type JobWorker } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { fetchItemMedia, type ImageScorer, mediaStorage } from "#lib/media/index.ts";
import { canScorePictures, scorePictures } from "#lib/scoring/index.ts";

/** Two items at once: while one waits for a server the other is decoded. */
const CONCURRENCY = 2;

/** Fetches and scores the media of new items; judging them by their text does not wait for it. */
export async function handleMedia(worker: JobWorker): Promise<void> {
  const options = { modelsDir: env().MODELS_DIR, threads: env().ORT_THREADS };
  const scorer: ImageScorer = async (pictures) => {
    const { results, ...answer } = await scorePictures(pictures, options);
    return { ...answer, results: results.map(({ signals }) => signals) };
  };
  const scored = await canScorePictures(options);
  if (!scored) log().warn("there is no image model: pictures are kept and matched, not scored");
  const tools = { storage: mediaStorage(), scorer: scored ? scorer : null };
  return worker.handle(fetchMedia, { batchSize: 1, concurrency: CONCURRENCY }, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        try {
          const done = await fetchItemMedia(data.itemId, tools, new Date());
          return { id, status: done ? "completed" : "failed" } as const;
        } catch (error) {
          log().warn({ err: error, itemId: data.itemId }, "media could not be fetched");
          return { id, status: "failed", output: { message: String(error).slice(0, 500) } } as const;
        }
      }),
    ),
  );
}
