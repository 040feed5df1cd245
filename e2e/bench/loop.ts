// `npm run bench:loop`: from labels to the model in force and the figures a lead reads, measured on this machine.
// Writes bench-results/loop.json.
import { buildIfStale } from "../../scripts/build-if-stale.ts";
import { BenchDocket, freshData, report } from "./harness.ts";
import { measureInsights } from "./insights-phase.ts";
import { measurePromotion } from "./promote-phase.ts";
import { measureSamplePool } from "./sample-pool-phase.ts";
import { SEEDED, seedMillion } from "./seed-million.ts";
import { measureTraining } from "./train-phase.ts";

const DATA = ".data/bench-loop";

/** Measures in a Docket that holds nothing of an earlier run. */
async function inFreshDocket<T>(measure: (docket: BenchDocket) => Promise<T>): Promise<T> {
  freshData(DATA);
  const docket = new BenchDocket(3317);
  try {
    await docket.start();
    return await measure(docket);
  } finally {
    await docket.stop();
  }
}

await buildIfStale();
const training = await measureTraining();
console.log(`trained in ${training.train_s.toFixed(1)} s with ${training.train_peak_rss_mb.toFixed(0)} MiB`);
const learning = await inFreshDocket(async (docket) => {
  const promotion = await measurePromotion(docket);
  return { ...promotion, ...(await measureSamplePool(docket)) };
});
console.log(`promoted in ${learning.promote_s} s, chose from the pool in ${learning.sample_pool_s} s`);
const insights = await inFreshDocket(async (docket) => {
  await seedMillion(docket.installation.databaseUrl);
  console.log(`seeded ${SEEDED.items} items`);
  return measureInsights(docket);
});
for (const [page, ms] of Object.entries(insights.perPage))
  console.log(`${page}: at most ${ms.toFixed(0)} ms`);
report("loop", {
  ...training,
  ...learning,
  insights_p50_ms: insights.p50,
  insights_p95_ms: insights.p95,
});
