import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { readChampion } from "#lib/scoring/index.ts";
import { LABELS } from "#lib/scoring/labels.ts";
import { DEFAULT_OPTIONS } from "#lib/training/fine-tune.ts";
import type { ModelTask, ThreadMessage } from "#lib/training/index.ts";
import type { FrozenExample } from "#lib/training/schema.ts";
import { pause } from "./harness.ts";
import { realPosts } from "./real-posts.ts";

const EXAMPLES = 50_000;
const RSS_EVERY_MS = 50;

/** Examples of the size and shape of real ones; every fifth is for testing, every tenth for tuning. */
function examples(): FrozenExample[] {
  const posts =
    realPosts(EXAMPLES) ??
    Array.from({ length: EXAMPLES }, (_, n) => ({
      text: Array.from({ length: 24 }, (_, word) => `word${(n * 31 + word * word * 17) % 9000}`).join(" "),
      language: "en",
    }));
  return posts.map(({ text, language }, n) => ({
    text,
    language,
    labels: Object.fromEntries(LABELS.slice(0, 3).map((label, at) => [label, (n >> at) & 1 ? 1 : 0])),
    provenance: [],
    split: n % 5 === 0 ? "test" : n % 10 === 1 ? "dev" : "train",
    itemId: null,
  }));
}

/**
 * Trains on 50,000 examples in the worker's own thread, in this process; needs no Docket.
 * @returns examples seen per second over all epochs, seconds from start to the finished file, peak memory in MiB
 */
export async function measureTraining(): Promise<{
  train_examples_per_s: number;
  train_s: number;
  train_peak_rss_mb: number;
}> {
  const frozen = examples();
  const train = frozen.filter(({ split }) => split === "train").length;
  const task: ModelTask = {
    kind: "train",
    examples: frozen,
    base: { modelsDir: "models", version: (await readChampion()).version },
    options: DEFAULT_OPTIONS,
    checkpoint: null,
    version: "1001",
    run: 1,
    snapshot: {
      number: 1,
      hash: "",
      summary: {
        examples: frozen.length,
        splits: { train, dev: 0, test: 0 },
        labels: [],
        provenance: {},
        languages: [],
        leftOut: {},
      },
    },
    trainedAt: new Date(),
  };
  let peak = 0;
  let done = false;
  const watching = (async () => {
    while (!done) {
      peak = Math.max(peak, memoryMb());
      await pause(RSS_EVERY_MS);
    }
  })();
  const from = performance.now();
  const seconds = await new Promise<number>((resolve, reject) => {
    const thread = new Worker(new URL("../../workers/model-thread.ts", import.meta.url), {
      workerData: task,
    });
    thread.once("error", reject);
    thread.on("message", (message: ThreadMessage) => {
      if (message.kind === "epoch") thread.postMessage(true);
      if (message.kind === "failed") reject(new Error(message.words));
      if (message.kind === "trained")
        void thread.terminate().then(() => resolve((performance.now() - from) / 1000));
    });
  });
  done = true;
  await watching;
  return {
    train_examples_per_s: (train * DEFAULT_OPTIONS.epochs) / seconds,
    train_s: seconds,
    train_peak_rss_mb: peak,
  };
}

function memoryMb(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1024;
}
