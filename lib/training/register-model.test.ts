import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { beforeAll, describe, expect, it } from "vitest";
import { registeredModels, scoreWithRegistered } from "#lib/scoring/index.ts";
import { type Registration, registerModel, removeModel } from "./register-model.ts";
import { type Oddity, writeEvaluation, writeTinyExport } from "./testing-export.ts";

let modelsDir: string;
let from: string;
let evaluation: string;
beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), "docket-models-"));
  from = await writeTinyExport();
  evaluation = await writeEvaluation(from);
});

const register = (change: Partial<Registration> = {}) =>
  registerModel({
    from,
    name: "ours",
    map: { hate: "LABEL_1" },
    evaluation,
    command: "models:add",
    now: new Date("2026-01-02T03:04:05Z"),
    modelsDir,
    ...change,
  });

async function score(name: string, ...texts: string[]) {
  const model = (await registeredModels(modelsDir)).find(({ ref }) => ref.name === name);
  if (!model) throw new Error(`${name} is not registered`);
  const { results } = await scoreWithRegistered(
    model,
    texts.map((text, at) => ({ id: String(at), text })),
    { modelsDir, providers: ["cpu"] },
  );
  return results;
}

describe("a model that is brought", () => {
  it("serves once it is measured: its card has AUC with an interval, calibration and a threshold", async () => {
    const card = await register();
    expect(card.registered).toEqual({ labels: { hate: "LABEL_1" } });
    const [metric] = card.metrics;
    expect(metric).toMatchObject({ label: "hate", source: "held-back.jsonl" });
    expect(metric?.auc).toBeGreaterThan(0.85);
    expect(metric?.aucInterval?.[0]).toBeLessThan(metric?.auc ?? 0);
    expect(metric?.aucInterval?.[1]).toBeGreaterThan(metric?.auc ?? 1);
    const [head] = card.heads;
    // One label in twenty is wrong: what is calibrated is never surer than that by much.
    expect(head?.ece).toBeLessThan(0.06);
    expect(head).toMatchObject({ use: "review-only", automatic: null, labelled: metric?.n });
    expect(head?.review?.precision).toBeGreaterThan(0.8);
    const [hateful, plain] = await score("ours", "these neighbours are vermin", "kind neighbours");
    expect(hateful?.signals.hate).toBeGreaterThan(0.85);
    expect(plain?.signals.hate).toBeLessThan(0.15);
  });

  it("lies in the repository as an inference server reads it", async () => {
    expect((await readdir(join(modelsDir, "ours/1"))).sort()).toEqual([
      "card.json",
      "config.json",
      "model.onnx",
      "tokenizer.json",
    ]);
    const session = await InferenceSession.create(join(modelsDir, "ours/1/model.onnx"));
    const config = await readFile(join(modelsDir, "ours/config.pbtxt"), "utf8");
    for (const name of session.inputNames)
      expect(config).toContain(`name: "${name}" data_type: TYPE_INT64 dims: [ -1 ]`);
    expect(config).toContain('name: "logits" data_type: TYPE_FP32 dims: [ 2 ]');
  });

  it("gives a text the same score alone and beside longer ones", async () => {
    const texts = ["filth", "kind", `neighbours ${"a ".repeat(40)} filth`];
    const together = await score("ours", ...texts);
    for (const [at, text] of texts.entries()) {
      const [alone] = await score("ours", text);
      expect(together[at]?.signals.hate).toBeCloseTo(alone?.signals.hate ?? -1, 6);
    }
  });

  it("reads a text to its end, however long", async () => {
    const [short, long] = await score("ours", "vermin", `${"a ".repeat(500)} vermin`);
    expect(long?.signals.hate).toBeCloseTo(short?.signals.hate ?? -1, 6);
  });

  it("fails on a poisoned text alone", async () => {
    const [before, poisoned, after] = await score("ours", "vermin", "kind poison", "kind");
    expect(poisoned).toMatchObject({ signals: {}, error: expect.stringContaining("a number that is none") });
    expect(before?.signals.hate).toBeGreaterThan(0.85);
    expect(after?.signals.hate).toBeLessThan(0.15);
  });

  it("that has independent labels is read by the logit of each", async () => {
    const independent = await writeTinyExport({ problem: "multi_label_classification" });
    await register({ name: "independent", from: independent });
    const [hateful, plain] = await score("independent", "vermin", "kind");
    expect(hateful?.signals.hate).toBeGreaterThan(plain?.signals.hate ?? 1);
  });

  it("is gone when it is removed, and only what was brought can be removed", async () => {
    await register({ name: "brief" });
    await removeModel("brief", modelsDir);
    expect((await registeredModels(modelsDir)).map(({ ref }) => ref.name)).not.toContain("brief");
    await cp("models/text-moderator", join(modelsDir, "text-moderator"), { recursive: true });
    for (const name of ["text-moderator", "brief", "../models"])
      await expect(removeModel(name, modelsDir)).rejects.toThrow("no model that was added");
  });
});

describe("a model is refused, and leaves nothing behind,", () => {
  const refused: [string, string, () => Promise<Partial<Registration>>][] = [
    [
      "with fewer texts than it takes",
      "it takes 100",
      async () => ({ evaluation: await writeEvaluation(await emptyFolder(), 120) }),
    ],
    ["that orders texts the wrong way round", "AUC 0.0", async () => ({ map: { hate: "LABEL_0" } })],
    ["with a label it does not have", "has no NEUTRAL", async () => ({ map: { hate: "NEUTRAL" } })],
    [
      "for a label the evaluation does not speak of",
      "has 0 texts",
      async () => ({ map: { spam: "LABEL_1" } }),
    ],
    ["with a name that is no folder's", "lower-case", async () => ({ name: "../ours" })],
    ["with a name that is taken", "is there already", async () => ({ name: "ours" })],
    ["without a tokenizer", "tokenizer.json", async () => ({ from: await without("tokenizer.json") })],
    [
      "with an evaluation line that is none",
      ":1 is no",
      async () => ({ evaluation: join(from, "config.json") }),
    ],
    [
      "that takes what a tokenizer does not give",
      "expected input_ids",
      async () => ({ from: await odd({ inputs: ["pixels", "mask"] }) }),
    ],
    [
      "with another number of labels than its logits",
      "names 3 labels",
      async () => ({ from: await odd({ labels: ["a", "b", "c"] }) }),
    ],
  ];

  it.each(refused)("%s", async (_, message, change) => {
    const before = await readdir(modelsDir);
    await expect(register({ name: "refused", ...(await change()) })).rejects.toThrow(message);
    expect(await readdir(modelsDir)).toEqual(before);
  });
});

const emptyFolder = () => mkdtemp(join(tmpdir(), "docket-evaluation-"));
const odd = (oddity: Oddity) => writeTinyExport(oddity);

async function without(file: string): Promise<string> {
  const folder = await writeTinyExport();
  await rm(join(folder, file));
  await writeFile(join(folder, "README.md"), "");
  return folder;
}
