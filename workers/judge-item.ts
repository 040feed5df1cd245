import { judgeItems, type Scorer, type SecondOpinion } from "#lib/content/index.ts";
import { env } from "#lib/env.ts";
import { type JobWorker, judgeItem } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { fusedAtWork } from "#lib/scoring/fused-in-force.ts";
import { registeredModels, scoreTexts, scoreWithRegistered, servingOptions } from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";

/** Two at once: while one waits for the database the other scores. */
const CONCURRENCY = 2;

/** Scores and routes new items, a batch at a time. */
export function handleJudging(worker: JobWorker): Promise<void> {
  return worker.handle(
    judgeItem,
    { batchSize: env().SCORE_BATCH, concurrency: CONCURRENCY },
    async (jobs) => {
      // One look at the pointer for the whole batch: a promotion is followed at once, and no batch is of two minds.
      const model = await modelInForce();
      const scorer: Scorer = (texts) => scoreTexts(texts, model);
      const report = await judgeItems(
        jobs.map((job) => job.data.itemId),
        scorer,
        new Date(),
        await secondOpinions(),
        await fusedAtWork(),
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

/** What the operator registered, at this moment. They run in this process, whatever scores for the champion. */
async function secondOpinions(): Promise<SecondOpinion[]> {
  const options = servingOptions();
  return (await registeredModels(options.modelsDir)).map((model) => ({
    model: model.ref,
    score: (texts) => scoreWithRegistered(model, texts, options),
  }));
}
