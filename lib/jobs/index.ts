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
  giveUpOnItem,
  type ItemJob,
  judgeItem,
  reconsiderItem,
  trainModel,
} from "./queues.ts";
