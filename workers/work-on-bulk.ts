import { resumeBulks, workOnBulk } from "#lib/bulk/index.ts";
import { type JobWorker, workOnBulk as job } from "#lib/jobs/index.ts";

/** One for a long action, and one for whoever comes meanwhile. */
const CONCURRENCY = 2;

/** Brings actions for many to their end, also those that a stopped server left behind. */
export async function handleBulks(worker: JobWorker): Promise<void> {
  await worker.handle(job, { batchSize: 1, concurrency: CONCURRENCY }, async (jobs) => {
    for (const { data } of jobs) await workOnBulk(data.bulkId);
    return jobs.map(({ id }) => ({ id, status: "completed" }));
  });
  await resumeBulks();
}
