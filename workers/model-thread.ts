import { parentPort, workerData } from "node:worker_threads";
import { evaluateTask, type ModelTask, type ThreadMessage, trainTask } from "#lib/training/index.ts";

/** The thread of workers/train-model.ts: one task, its epochs told as they end, then the result. */
const port = parentPort;
if (!port) throw new Error("This file is the body of a thread.");
const tell = (message: ThreadMessage) => port.postMessage(message);
const task = workerData as ModelTask;

try {
  if (task.kind === "train") {
    const produced = await trainTask(task, (row, checkpoint) => {
      tell({ kind: "epoch", row, checkpoint });
      return new Promise((resolve) => port.once("message", resolve));
    });
    tell({ kind: "trained", produced });
  } else tell({ kind: "evaluated", evaluation: await evaluateTask(task) });
} catch (error) {
  tell({ kind: "failed", words: error instanceof Error ? error.message : String(error) });
}
