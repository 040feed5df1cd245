// `npm run bench:loop`: from labels to the model in force, measured on this machine. Writes bench-results/loop.json.
import { buildIfStale } from "../../scripts/build-if-stale.ts";
import { BenchDocket, freshData, report } from "./harness.ts";
import { measurePromotion } from "./promote-phase.ts";
import { measureTraining } from "./train-phase.ts";

freshData(".data/bench");
await buildIfStale();
const training = await measureTraining();
console.log(`trained in ${training.train_s.toFixed(1)} s`);
const docket = new BenchDocket(3317);
try {
  await docket.start();
  report("loop", { ...training, ...(await measurePromotion(docket)) });
} finally {
  await docket.stop();
}
