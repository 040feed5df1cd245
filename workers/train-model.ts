import { Worker } from "node:worker_threads";
import { evaluateModel, type JobWorker, trainModel } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { embedFiles, mediaStorage } from "#lib/media/index.ts";
import {
  evaluateVersion,
  type Laboratory,
  type ModelTask,
  runTraining,
  type ThreadMessage,
} from "#lib/training/index.ts";
import { imageScorer } from "./image-scorer.ts";

const THREAD = new URL("./model-thread.ts", import.meta.url);

/** Kept pictures as the image model sees them; without one here only what was noted when they were scored. */
const readPictures: Laboratory["readPictures"] = async (files, model) =>
  embedFiles(files, model, mediaStorage(), await imageScorer());

/** Trains and measures in a thread of its own, so that items go on being judged while it computes. */
const laboratory: Laboratory = {
  readPictures,
  train: (task, onEpoch) =>
    inThread({ kind: "train", ...task }, async (message, answer) => {
      if (message.kind === "epoch") answer(await onEpoch(message.row, message.checkpoint));
      return message.kind === "trained" ? { result: message.produced } : null;
    }),
  evaluate: (task) =>
    inThread({ kind: "evaluate", ...task }, async (message) =>
      message.kind === "evaluated" ? { result: message.evaluation } : null,
    ),
};

function inThread<T>(
  task: ModelTask,
  hear: (message: ThreadMessage, answer: (goOn: boolean) => void) => Promise<{ result: T } | null>,
): Promise<T> {
  const thread = new Worker(THREAD, { workerData: task });
  return new Promise<T>((resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The training thread ended with ${code}`)));
    thread.on("message", (message: ThreadMessage) => {
      if (message.kind === "failed") return reject(new Error(message.words));
      hear(message, (goOn) => thread.postMessage(goOn)).then(
        (heard) => heard && resolve(heard.result),
        reject,
      );
    });
  }).finally(() => thread.terminate());
}

/** Training runs and evaluations, one at a time in a process. */
export async function handleTraining(worker: JobWorker): Promise<void> {
  await worker.handle(trainModel, { batchSize: 1, concurrency: 1 }, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        const failure = await runTraining(data.runId, laboratory);
        if (failure) log().error({ run: data.runId, failure }, "training failed");
        return { id, status: "completed" as const };
      }),
    ),
  );
  await worker.handle(evaluateModel, { batchSize: 1, concurrency: 1 }, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        await evaluateVersion(data.versionId, data.snapshotId, laboratory);
        return { id, status: "completed" as const };
      }),
    ),
  );
}
