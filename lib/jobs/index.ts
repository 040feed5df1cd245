export {
  closeJobSender,
  installJobs,
  type JobOutcome,
  type JobWorker,
  sendJobs,
  startJobWorker,
} from "./boss.ts";
export { combineAnswers, giveUpOnItem, type ItemJob, judgeItem, reconsiderItem } from "./queues.ts";
