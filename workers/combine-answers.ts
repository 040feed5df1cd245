import { combineProject } from "#lib/annotation/index.ts";
import { combineAnswers, type JobWorker } from "#lib/jobs/index.ts";

/** Works out consensus, once for each project of a batch: every run takes in all answers there are. */
export function handleAnswers(worker: JobWorker): Promise<void> {
  return worker.handle(combineAnswers, { batchSize: 200, concurrency: 1 }, async (jobs) => {
    for (const projectId of new Set(jobs.map(({ data }) => data.projectId)))
      await combineProject(projectId, new Date());
    return jobs.map(({ id }) => ({ id, status: "completed" }));
  });
}
