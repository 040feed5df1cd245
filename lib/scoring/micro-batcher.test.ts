import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBatcher } from "./micro-batcher.ts";

/** A clock that stands still until it is rung. */
function aTimer() {
  const alarms = new Set<() => void>();
  return {
    timer: {
      set: (run: () => void) => {
        alarms.add(run);
        return run;
      },
      clear: (run: never) => void alarms.delete(run),
    },
    ring: () => {
      for (const run of [...alarms]) {
        alarms.delete(run);
        run();
      }
    },
    pending: () => alarms.size,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Doubles numbers; a negative one poisons the whole run. */
function doubling() {
  const batches: number[][] = [];
  const run = async (inputs: readonly number[]) => {
    batches.push([...inputs]);
    if (inputs.some((one) => one < 0)) throw new Error(`poison ${inputs.find((one) => one < 0)}`);
    return inputs.map((one) => one * 2);
  };
  return { batches, run };
}

describe("createBatcher", () => {
  it("gathers who asks at the same time into one batch, when time is up", async () => {
    const { timer, ring } = aTimer();
    const { batches, run } = doubling();
    const ask = createBatcher({ run, maxSize: 10, maxDelayMs: 2, concurrency: 1, timer });
    const answers = Promise.all([ask(1), ask(2), ask(3)]);
    await settled();
    expect(batches).toEqual([]);
    ring();
    expect(await answers).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it("does not wait once a batch is full", async () => {
    const { timer, pending } = aTimer();
    const { batches, run } = doubling();
    const ask = createBatcher({ run, maxSize: 2, maxDelayMs: 2, concurrency: 1, timer });
    expect(await Promise.all([ask(1), ask(2)])).toEqual([2, 4]);
    expect(batches).toEqual([[1, 2]]);
    expect(pending()).toBe(0);
  });

  it("runs no more batches at a time than it may", async () => {
    const { timer, ring } = aTimer();
    const open: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const run = async (inputs: readonly number[]) => {
      most = Math.max(most, ++now);
      await new Promise<void>((resolve) => open.push(resolve));
      now--;
      return inputs;
    };
    const ask = createBatcher({ run, maxSize: 2, maxDelayMs: 2, concurrency: 2, timer });
    const answers = Promise.all(Array.from({ length: 9 }, (_, at) => ask(at)));
    ring();
    for (let round = 0; round < 9; round++) {
      for (const resolve of open.splice(0)) resolve();
      await settled();
      ring();
    }
    expect(await answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(most).toBe(2);
  });

  it("a poisoned input fails alone, wherever it stands", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -20, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (inputs, maxSize) => {
          const { timer, ring } = aTimer();
          const { run } = doubling();
          const ask = createBatcher({ run, maxSize, maxDelayMs: 1, concurrency: 2, timer });
          const answers = Promise.allSettled(inputs.map(ask));
          ring();
          const results = await answers;
          results.forEach((result, at) => {
            const input = inputs[at] as number;
            if (input < 0)
              expect(result).toMatchObject({ status: "rejected", reason: { message: `poison ${input}` } });
            else expect(result).toEqual({ status: "fulfilled", value: input * 2 });
          });
        },
      ),
    );
  });

  it("goes on after a run that gave too few answers", async () => {
    const { timer, ring } = aTimer();
    let short = true;
    const run = async (inputs: readonly number[]) => (short ? [] : inputs);
    const ask = createBatcher({ run, maxSize: 4, maxDelayMs: 1, concurrency: 1, timer });
    const first = ask(1);
    ring();
    await expect(first).rejects.toThrow("fewer answers");
    short = false;
    const second = ask(2);
    ring();
    expect(await second).toBe(2);
  });
});
