import { beforeAll, describe, expect, it, vi } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { noticesAndSpam } from "#e2e/support/notices-and-spam.ts";
import { db } from "#lib/db/index.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import { DEFAULT_OPTIONS } from "./fine-tune.ts";
import {
  cancelTraining,
  type Laboratory,
  promoteVersion,
  rollBack,
  runTraining,
  startTraining,
  trainTask,
} from "./index.ts";
import { agreeOn, aLead, hereAndNow, installModel, revision } from "./testing.ts";

// A training takes seconds where others work on the same machine.
vi.setConfig({ testTimeout: 90_000 });

/** Learns the very opposite of what people said. */
const misled: Laboratory = {
  ...hereAndNow,
  train: (task, onEpoch) =>
    trainTask(
      {
        ...task,
        examples: task.examples.map((example, at) => {
          const other = task.examples[(at * 7 + 3) % task.examples.length];
          return { ...example, labels: other?.labels ?? {} };
        }),
      },
      onEpoch,
    ),
};

async function trainWith(laboratory: Laboratory): Promise<{ run: number; failure: string | null }> {
  const { run } = await startTraining(await aLead(), { note: "" });
  const { id } = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
  return { run, failure: await runTraining(id, laboratory) };
}

const producedBy = (run: number) =>
  db().modelVersion.findFirstOrThrow({
    where: { trainingRun: { number: run } },
    include: { asChallenger: true },
  });

beforeAll(async () => {
  await installPolicies();
  await installModel();
  await agreeOn(noticesAndSpam());
});

describe("the gate", () => {
  it("invariant 12: a challenger trained on shuffled labels is refused, by the use case and by the database", async () => {
    const lead = await aLead();
    const { run, failure } = await trainWith(misled);
    expect(failure).toBeNull();
    const { id, version, asChallenger } = await producedBy(run);
    expect(asChallenger.map(({ passed }) => passed)).toEqual([false]);
    const move = { revision: await revision(), reason: "it must not work" };
    await expect(promoteVersion(lead, version, move)).rejects.toThrow(/gate refused/);
    await expect(
      db().$executeRaw`
        UPDATE model_pointers SET previous_version_id = version_id, version_id = ${id}::uuid, revision = revision + 1`,
    ).rejects.toThrow(/no passed evaluation/);
    expect(await revision()).toBe(move.revision);
  });

  it("invariant 12: a version that was never measured against the champion is refused", async () => {
    const { version, id } = await db().modelVersion.create({
      data: { name: TEXT_MODEL, version: "77", state: "candidate", card: {} },
    });
    const move = { revision: await revision(), reason: "never measured" };
    await expect(promoteVersion(await aLead(), version, move)).rejects.toThrow(/never measured/);
    await expect(
      db().$executeRaw`UPDATE model_pointers SET version_id = ${id}::uuid, revision = revision + 1`,
    ).rejects.toThrow(/no passed evaluation/);
    await expect(db().$executeRaw`DELETE FROM model_pointers`).rejects.toThrow();
  });
});

describe("the pointer", () => {
  it("of two who promote at the same revision one is told to look again; rolling back needs something before", async () => {
    const lead = await aLead();
    await expect(rollBack(lead, { revision: await revision(), reason: "nothing before" })).rejects.toThrow(
      /Nothing was in force/,
    );
    const { run } = await trainWith(hereAndNow);
    const { version, id } = await producedBy(run);
    const move = { revision: await revision(), reason: "better" };
    const both = await Promise.allSettled([
      promoteVersion(lead, version, move),
      promoteVersion(await aLead(), version, move),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const states = await db().modelVersion.findMany({
      where: { name: "text-moderator", state: "champion" },
      select: { id: true },
    });
    expect(states).toEqual([{ id }]);
    await rollBack(lead, { revision: await revision(), reason: "back" });
    const moves = await db().modelPointerMove.findMany({
      where: { name: "text-moderator" },
      orderBy: { revision: "asc" },
    });
    expect(moves.map(({ kind }) => kind)).toEqual(["install", "promote", "roll_back"]);
    const audit = await db().auditEntry.findMany({ where: { action: { startsWith: "model." } } });
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["model.trained", "model.promoted", "model.rolled_back"]),
    );
  });

  it("only leads and admins train and promote", async () => {
    for (const role of ["moderator", "annotator"] as const) {
      const viewer = await aViewer(role);
      expect(() => startTraining(viewer, { note: "" })).toThrow(/models:train/);
      expect(() => promoteVersion(viewer, "1", { revision: 1, reason: "no right" })).toThrow(
        /models:promote/,
      );
    }
  });
});

describe("a run", () => {
  it("is one at a time, and waits until it is cancelled or taken", async () => {
    const lead = await aLead();
    const { run } = await startTraining(lead, { note: "" });
    await expect(startTraining(lead, { note: "" })).rejects.toThrow(`Run ${run} is under way`);
    expect(await cancelTraining(lead, run)).toEqual({ state: "cancelled" });
    await expect(cancelTraining(lead, run)).rejects.toThrow(/has ended/);
  });

  it("that is cancelled while it trains stops after its epoch and makes no version", async () => {
    const lead = await aLead();
    const { run } = await startTraining(lead, { note: "" });
    const { id } = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
    const cancelled: Laboratory = {
      ...hereAndNow,
      train: (task, onEpoch) =>
        trainTask(task, async (row, checkpoint) => {
          if (row.epoch === 2) await cancelTraining(lead, run);
          return onEpoch(row, checkpoint);
        }),
    };
    await runTraining(id, cancelled);
    const after = await db().trainingRun.findUniqueOrThrow({ where: { id }, include: { produced: true } });
    expect([after.state, after.produced, (after.curve as unknown[]).length]).toEqual(["cancelled", null, 2]);
  });

  it("that fails says why", async () => {
    const failing: Laboratory = {
      ...hereAndNow,
      train: () => Promise.reject(new Error("The disk is full.")),
    };
    const { run, failure } = await trainWith(failing);
    expect(failure).toBe("The disk is full.");
    const after = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
    expect([after.state, after.failure]).toEqual(["failed", "The disk is full."]);
  });

  it("that another worker took over can be written to by the first no more", async () => {
    const { run } = await startTraining(await aLead(), { note: "" });
    const { id } = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
    const overtaken: Laboratory = {
      ...hereAndNow,
      train: (task, onEpoch) =>
        trainTask(task, async (row, checkpoint) => {
          if (row.epoch === 3) await runTraining(id, hereAndNow);
          return onEpoch(row, checkpoint);
        }),
    };
    await runTraining(id, overtaken);
    const after = await db().trainingRun.findUniqueOrThrow({ where: { id } });
    expect([after.state, after.attempt, (after.curve as unknown[]).length]).toEqual([
      "succeeded",
      2,
      DEFAULT_OPTIONS.epochs,
    ]);
  });
});
