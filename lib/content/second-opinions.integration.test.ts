import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { AUTOMATIC_SIGNALS, aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { readMetrics, readServing } from "#lib/insights/index.ts";
import { registeredModels, scoreWithRegistered } from "#lib/scoring/index.ts";
import { registerModel, removeModel } from "#lib/training/index.ts";
import { writeEvaluation, writeTinyExport } from "#lib/training/testing-export.ts";
import { judgeItems, type SecondOpinion } from "./index.ts";

let modelsDir: string;
beforeAll(async () => {
  await installPolicies();
  modelsDir = await mkdtemp(join(tmpdir(), "docket-models-"));
  const from = await writeTinyExport();
  await registerModel({
    from,
    name: "ours",
    map: { hate: "LABEL_1" },
    evaluation: await writeEvaluation(from),
    command: "models:add",
    now: new Date(),
    modelsDir,
  });
});

/** As the worker does: whatever is registered at this moment. */
const others = async (): Promise<SecondOpinion[]> =>
  (await registeredModels(modelsDir)).map((model) => ({
    model: model.ref,
    score: (texts) => scoreWithRegistered(model, texts, { modelsDir, providers: ["cpu"] }),
  }));

const judged = (id: string) =>
  db().item.findUniqueOrThrow({ where: { id }, include: { signalSets: true, cases: true, decisions: true } });
const setOf = async (id: string, source: string) =>
  (await judged(id)).signalSets.find((set) => set.source === source);

it("invariant 9: every judged item carries what a registered model says, under its name and version", async () => {
  const [hateful = "", kind = ""] = await ingest({ text: "vermin" }, { text: "kind neighbours" });
  await judgeItems([hateful, kind], aScorer({ hate: 0.01 }), new Date(), await others());
  const set = await setOf(hateful, "ours");
  expect(set).toMatchObject({ version: "1", provider: "cpu" });
  expect((set?.values as { hate?: number } | undefined)?.hate).toBeGreaterThan(0.85);
  expect(await setOf(hateful, "test-model")).toMatchObject({ values: { hate: 0.01 } });
  // A policy listens to it: the text model alone would have let it pass.
  const item = await judged(hateful);
  expect(item.state).toBe("in_review");
  expect(JSON.stringify(item.cases[0]?.reasons)).toContain('"source":"ours"');
  expect((await judged(kind)).state).toBe("allowed");
});

it("a registered model never acts alone, and takes no automatic decision away", async () => {
  const sure = (signals: Record<string, number>): SecondOpinion => ({
    model: { name: "sure", version: "1" },
    score: aScorer(signals),
  });
  const [alone = "", both = ""] = await ingest({ text: "buy" }, { text: "buy more" });
  await judgeItems([alone], aScorer({ spam: 0.01 }), new Date(), [sure(AUTOMATIC_SIGNALS)]);
  expect(await judged(alone)).toMatchObject({ state: "in_review", decisions: [] });
  await judgeItems([both], aScorer(AUTOMATIC_SIGNALS), new Date(), [sure({ spam: 1 })]);
  expect((await judged(both)).state).toBe("actioned");
});

it.each<[string, string, SecondOpinion["score"]]>([
  ["throws", "out of memory", () => Promise.reject(new Error("out of memory"))],
  ["gives what is no probability", "no probability", aScorer({ hate: Number.NaN })],
  ["forgets the item", "no answer", async () => ({ ...(await aScorer({})([])), results: [] })],
])(
  "a registered model that %s fails no item; the item and the metrics say so",
  async (what, reason, score) => {
    const name = `broken-${what.split(" ")[0]}`;
    const [id = ""] = await ingest({ text: `post for ${name}` });
    const report = await judgeItems([id], aScorer({ hate: 0.8 }), new Date(), [
      { model: { name, version: "1" }, score },
      ...(await others()),
    ]);
    expect(report.failed.size).toBe(0);
    expect((await judged(id)).state).toBe("in_review");
    expect(await setOf(id, name)).toMatchObject({
      provider: "failed",
      values: {},
      detail: { error: expect.stringContaining(reason) },
    });
    expect((await setOf(id, "ours"))?.values).toHaveProperty("hate");
    const { failures } = await readServing(await aViewer("lead"));
    expect(failures).toContainEqual({ model: `${name}/1`, count: 1 });
  },
);

it("failures of registered models are in the metrics", async () => {
  expect(await readMetrics(null)).toMatch(/docket_scoring_failures\{model="broken-throws\/1"\} 1/);
});

it("once removed, it speaks of new items no more, and what it said stays", async () => {
  const [before = "", after = ""] = await ingest({ text: "filth one" }, { text: "filth two" });
  await judgeItems([before], aScorer({}), new Date(), await others());
  await removeModel("ours", modelsDir);
  await judgeItems([after], aScorer({}), new Date(), await others());
  expect(await setOf(before, "ours")).toBeDefined();
  expect(await setOf(after, "ours")).toBeUndefined();
});
