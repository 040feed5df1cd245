import { startJobWorker } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { handleAnswers } from "./combine-answers.ts";
import { handleDeliveries } from "./deliver-enforcements.ts";
import { handleMedia } from "./fetch-media.ts";
import { handleGivenUpItems } from "./give-up-on-item.ts";
import { handleJudging } from "./judge-item.ts";
import { printOldItems } from "./print-items.ts";
import { handleImageText } from "./read-image-text.ts";
import { handleReconsidering } from "./reconsider-item.ts";
import { handleTraining } from "./train-model.ts";
import { handleDueTimes } from "./watch-due-times.ts";
import { handleEscalations } from "./watch-escalations.ts";
import { handleRuleRates } from "./watch-rules.ts";
import { handleBulks } from "./work-on-bulk.ts";

/** How long running jobs may take to finish when the process is asked to stop, seconds. */
const STOP_SECONDS = 20;

const jobs = await startJobWorker();
await handleJudging(jobs);
await handleGivenUpItems(jobs);
await handleReconsidering(jobs);
await handleAnswers(jobs);
await handleTraining(jobs);
await handleMedia(jobs);
await handleImageText(jobs);
await handleBulks(jobs);
const deliveries = handleDeliveries();
const ruleRates = handleRuleRates();
const dueTimes = handleDueTimes();
const escalations = handleEscalations();
const prints = printOldItems();
log().info("worker ready");
process.send?.("ready");

let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  try {
    await Promise.all([
      jobs.stop(STOP_SECONDS),
      deliveries.stop(),
      ruleRates.stop(),
      dueTimes.stop(),
      escalations.stop(),
      prints.stop(),
    ]);
    process.exit(0);
  } catch (error) {
    log().error({ err: error }, "worker did not stop cleanly");
    process.exit(1);
  }
}

process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());
// The parent died without a word: do not run on as an orphan.
process.once("disconnect", () => void stop());
