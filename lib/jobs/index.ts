export {
  closeJobSender,
  installJobs,
  type JobOutcome,
  type JobWorker,
  sendJobs,
  startJobWorker,
} from "./boss.ts";
export {
  fetchMedia,
  giveUpOnItem,
  type ItemJob,
  judgeItem,
  readImageText,
  reconsiderItem,
} from "./queues.ts";
