import { judgeItems, type Scorer } from "#lib/content/index.ts";
import { env } from "#lib/env.ts";
import { type JobWorker, judgeItem } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { scoreTexts, servingOptions } from "#lib/scoring/index.ts";

/** Two at once: while one waits for the database the other scores. */
const CONCURRENCY = 2;

/** Scores and routes new items, a batch at a time. */
export function handleJudging(worker: JobWorker): Promise<void> {
  const options = servingOptions();
  const scorer: Scorer = (texts) => scoreTexts(texts, options);
  return worker.handle(
    judgeItem,
    { batchSize: env().SCORE_BATCH, concurrency: CONCURRENCY },
    async (jobs) => {
      const report = await judgeItems(
        jobs.map((job) => job.data.itemId),
        scorer,
        new Date(),
      );
      if (report.failed.size > 0)
        log().warn(
          { failed: report.failed.size, first: String([...report.failed.values()][0]) },
          "items could not be judged",
        );
      return jobs.map(({ id, data }) => {
        const error = report.failed.get(data.itemId);
        return error === undefined
          ? { id, status: "completed" }
          : { id, status: "failed", output: { message: String(error).slice(0, 500) } };
      });
    },
  );
}
