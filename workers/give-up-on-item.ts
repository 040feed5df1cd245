import { giveUpOnItems } from "#lib/content/index.ts";
import { giveUpOnItem, type JobWorker } from "#lib/jobs/index.ts";

/** Brings items that could not be scored to people: no item may be lost (invariant 8). */
export function handleGivenUpItems(worker: JobWorker): Promise<void> {
  return worker.handle(giveUpOnItem, { batchSize: 50, concurrency: 1 }, async (jobs) => {
    await giveUpOnItems(
      jobs.map((job) => job.data.itemId),
      "scoring failed repeatedly",
      new Date(),
    );
    return jobs.map(({ id }) => ({ id, status: "completed" }));
  });
}
