export {
  closeJobSender,
  installJobs,
  type JobOutcome,
  type JobWorker,
  sendJobs,
  startJobWorker,
} from "./boss.ts";
export {
  combineAnswers,
  evaluateModel,
  fetchMedia,
  giveUpOnItem,
  type ItemJob,
  judgeItem,
  readImageText,
  reconsiderItem,
  trainModel,
  workOnBulk,
} from "./queues.ts";
