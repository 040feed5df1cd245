import { reconsiderItems } from "#lib/content/index.ts";
import { type JobWorker, reconsiderItem } from "#lib/jobs/index.ts";

/** Looks again at reported items; one that is still being scored is tried again a moment later. */
export function handleReconsidering(worker: JobWorker): Promise<void> {
  return worker.handle(reconsiderItem, { batchSize: 50, concurrency: 1 }, async (jobs) => {
    const pending = new Set(
      await reconsiderItems(
        jobs.map((job) => job.data.itemId),
        new Date(),
      ),
    );
    return jobs.map(({ id, data }) => ({ id, status: pending.has(data.itemId) ? "failed" : "completed" }));
  });
}
