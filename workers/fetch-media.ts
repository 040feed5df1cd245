import { fetchMedia, type JobWorker } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { fetchItemMedia, mediaStorage } from "#lib/media/index.ts";
import { fusedAtWork } from "#lib/scoring/fused-in-force.ts";
import { imageScorer } from "./image-scorer.ts";

/** Two items at once: while one waits for a server the other is decoded. */
const CONCURRENCY = 2;

/** Fetches and scores the media of new items; judging them by their text does not wait for it. */
export async function handleMedia(worker: JobWorker): Promise<void> {
  const scorer = await imageScorer();
  if (!scorer) log().warn("there is no image model: pictures are kept and matched, not scored");
  const tools = { storage: mediaStorage(), scorer, fused: fusedAtWork };
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
