import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ingest, installPolicies } from "#e2e/support/builders.ts";
import { noticesAndSpam } from "#e2e/support/notices-and-spam.ts";
import { db } from "#lib/db/index.ts";
import { readChampion } from "#lib/scoring/index.ts";
import { DEFAULT_OPTIONS } from "#lib/training/fine-tune.ts";
import { promoteVersion, rollBack, startTraining, trainTask } from "#lib/training/index.ts";
import { loadExamples } from "#lib/training/snapshot-store.ts";
import { agreeOn, aLead, installModel, revision } from "#lib/training/testing.ts";

const workers: ChildProcess[] = [];

beforeAll(async () => {
  await installPolicies();
  await installModel();
  await agreeOn(noticesAndSpam());
});
afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL");
});

function startWorker(): Promise<ChildProcess> {
  const worker = fork("workers/index.ts", {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, SCORE_BATCH: "20" },
  });
  workers.push(worker);
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve(worker));
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

const until = (holds: () => Promise<boolean>) => vi.waitUntil(holds, { timeout: 90_000, interval: 10 });
const runOf = (number: number) => db().trainingRun.findUniqueOrThrow({ where: { number } });
const epochsOf = async (number: number) => ((await runOf(number)).curve as unknown[]).length;

describe("training through SIGKILL", () => {
  it("a run whose worker is killed goes on from its checkpoint and ends with the very same file", {
    timeout: 180_000,
  }, async () => {
    const { run } = await startTraining(await aLead(), { note: "" });
    const first = await startWorker();
    await until(async () => (await epochsOf(run)) >= 2);
    first.kill("SIGKILL");
    const epochs = await epochsOf(run);
    await startWorker();
    await until(async () => (await runOf(run)).state === "succeeded");

    const { attempt, snapshotId, options } = await runOf(run);
    expect(epochs).toBeLessThan(DEFAULT_OPTIONS.epochs);
    expect([attempt, await epochsOf(run)]).toEqual([2, DEFAULT_OPTIONS.epochs]);
    expect(options).toEqual(DEFAULT_OPTIONS);
    const { artifactHash } = await db().modelVersion.findFirstOrThrow({
      where: { trainingRun: { number: run } },
    });
    const whole = await trainTask(
      {
        examples: await loadExamples(db(), snapshotId),
        base: { modelsDir: "models", version: (await readChampion()).version },
        options: DEFAULT_OPTIONS,
        checkpoint: null,
        version: "1",
        run,
        snapshot: {
          number: 1,
          hash: "",
          summary: {
            examples: 0,
            splits: { train: 0, dev: 0, test: 0 },
            labels: [],
            provenance: {},
            languages: [],
            leftOut: {},
          },
        },
        trainedAt: new Date(),
      },
      async () => true,
    );
    expect(
      createHash("sha256")
        .update(whole?.onnx ?? "")
        .digest("hex"),
    ).toBe(artifactHash);
  });

  it("invariants 8 and 9: a worker killed in mid-promotion loses no item, and every item names the version that scored it", {
    timeout: 180_000,
  }, async () => {
    await until(async () => (await db().modelEvaluation.count()) > 0);
    const { version } = await db().modelVersion.findFirstOrThrow({
      where: { state: "candidate", trainingRunId: { not: null } },
    });
    const lead = await aLead();
    const send = (part: string) =>
      ingest(
        ...Array.from({ length: 400 }, (_, n) => ({ externalId: `${part}-${n}`, text: `post ${part} ${n}` })),
      );
    const pending = () => db().item.count({ where: { state: "pending" } });
    await send("before");
    const doomed = await startWorker();
    await until(async () => (await pending()) < 350);
    const promoted = promoteVersion(lead, version, { revision: await revision(), reason: "under load" });
    doomed.kill("SIGKILL");
    await promoted;
    await send("after");
    await startWorker();
    await until(async () => (await pending()) === 0);

    const sets = await db().signalSet.findMany({
      where: { source: "text-moderator" },
      select: { version: true, item: { select: { externalId: true } } },
    });
    const after = sets.filter(({ item }) => item.externalId.startsWith("after"));
    expect(after.map((set) => set.version)).toEqual(Array.from({ length: 400 }, () => version));
    expect(new Set(sets.map(({ item }) => item.externalId)).size).toBe(800);
    expect(await db().item.count({ where: { state: { in: ["allowed", "actioned", "in_review"] } } })).toBe(
      800,
    );

    await rollBack(lead, { revision: await revision(), reason: "the rehearsal is over" });
    const [id] = await ingest({ text: "a post after the roll-back" });
    await until(async () => (await pending()) === 0);
    const last = await db().signalSet.findFirstOrThrow({
      where: { itemId: id ?? "", source: "text-moderator" },
    });
    expect(last.version).toBe((await readChampion()).version);
  });
});
