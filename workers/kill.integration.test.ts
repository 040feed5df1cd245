import { type ChildProcess, fork } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ingest, installPolicies } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";

const workers: ChildProcess[] = [];

beforeAll(installPolicies);
afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL");
});

function startWorker(): Promise<ChildProcess> {
  const worker = fork("workers/index.ts", {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, SCORE_BATCH: "40" },
  });
  workers.push(worker);
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve(worker));
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

const pending = () => db().item.count({ where: { state: "pending" } });

const TEXTS = [
  "a plain greeting",
  "buy cheap followers now http://win.example",
  "those vermin should be driven out",
  "what a lovely morning",
];

describe("invariant 8: killing a worker at any moment loses none and acts twice on none", () => {
  it("1,200 items through three SIGKILLs end in one state each, with what belongs to it", {
    timeout: 120_000,
  }, async () => {
    for (let batch = 0; batch < 3; batch++)
      await ingest(
        ...Array.from({ length: 400 }, (_, n) => ({
          externalId: `kill-${batch}-${n}`,
          text: `${TEXTS[n % TEXTS.length]} ${batch}-${n}`,
        })),
      );
    for (const left of [1000, 700, 400]) {
      const worker = await startWorker();
      await vi.waitUntil(async () => (await pending()) <= left, { timeout: 60_000, interval: 5 });
      worker.kill("SIGKILL");
    }
    await startWorker();
    await vi.waitUntil(async () => (await pending()) === 0, { timeout: 90_000, interval: 100 });

    const states = await db().item.groupBy({ by: ["state"], _count: true });
    expect(states.reduce((sum, state) => sum + state._count, 0)).toBe(1200);
    const [odd] = await db().$queryRaw<Record<string, bigint>[]>`
      SELECT (SELECT count(*) FROM items i WHERE (i.state = 'in_review') <> EXISTS (SELECT 1 FROM cases c WHERE c.item_id = i.id AND c.state = 'open')) AS cases,
             (SELECT count(*) FROM items i WHERE (i.state = 'actioned') <> EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.id)) AS decisions,
             (SELECT count(*) FROM (SELECT 1 FROM decisions GROUP BY item_id HAVING count(*) > 1) t) AS twice,
             (SELECT count(*) FROM (SELECT 1 FROM cases GROUP BY item_id HAVING count(*) > 1) t) AS "casesTwice",
             (SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT 1 FROM signal_sets s WHERE s.item_id = i.id AND s.source = 'text-moderator')) AS unscored`;
    expect(odd).toEqual({ cases: 0n, decisions: 0n, twice: 0n, casesTwice: 0n, unscored: 0n });
  });
});
