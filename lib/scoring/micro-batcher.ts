/** The clock a batcher waits by; passed in, so that tests never wait. */
export type BatchTimer = { set: (run: () => void, ms: number) => unknown; clear: (handle: never) => void };

export type BatcherOptions<In, Out> = {
  /** Answers stand in the order of the inputs. */
  run: (inputs: readonly In[]) => Promise<readonly Out[]>;
  /** A batch of so many runs at once. */
  maxSize: number;
  /** A smaller one runs when its first input has waited this long. */
  maxDelayMs: number;
  /** Batches that run at the same time; what comes meanwhile gathers into the next. */
  concurrency: number;
  timer?: BatchTimer;
};

type Waiting<In, Out> = { input: In; resolve: (out: Out) => void; reject: (reason: unknown) => void };

/**
 * Dynamic batching, by size and time, over all who ask at the same time (as inference servers do it). A batch that
 * fails is run again in halves, down to the input at fault: that one fails, its neighbours do not.
 * @returns a function that takes one input and resolves to its answer
 */
export function createBatcher<In, Out>(options: BatcherOptions<In, Out>): (input: In) => Promise<Out> {
  const { run, maxSize, maxDelayMs, concurrency } = options;
  const timer: BatchTimer = options.timer ?? { set: setTimeout, clear: clearTimeout };
  let waiting: Waiting<In, Out>[] = [];
  let running = 0;
  let alarm: unknown = null;
  let due = false;

  function start(): void {
    while (running < concurrency && (waiting.length >= maxSize || (due && waiting.length > 0))) {
      const batch = waiting.slice(0, maxSize);
      waiting = waiting.slice(batch.length);
      running++;
      void settle(batch).then(() => {
        running--;
        start();
      });
    }
    if (waiting.length === 0 && alarm !== null) {
      timer.clear(alarm as never);
      alarm = null;
    }
    if (waiting.length === 0) due = false;
  }

  async function settle(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ input }) => input));
      if (answers.length !== batch.length) throw new Error("The model gave fewer answers than it was asked.");
      batch.forEach(({ resolve }, at) => {
        resolve(answers[at] as Out);
      });
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      const half = Math.ceil(batch.length / 2);
      await settle(batch.slice(0, half));
      await settle(batch.slice(half));
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (alarm === null && !due)
        alarm = timer.set(() => {
          alarm = null;
          due = true;
          start();
        }, maxDelayMs);
      if (waiting.length >= maxSize) start();
    });
}
