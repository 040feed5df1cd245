import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { exportFusion } from "#lib/training/fusion/export-fusion.ts";
import { createFusion, fitModality, runFusion } from "#lib/training/fusion/fusion-model.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { BEHAVIOUR_WIDTH, behaviourFeatures, fitBehaviourScales } from "./behaviour-features.ts";
import type { Card } from "./card.ts";
import { FUSION_MODEL } from "./model-files.ts";
import { type FusedInput, meanEmbedding, scoreFused } from "./score-fused.ts";

const random = seededRandom(3);
const numbers = (width: number) => Float32Array.from({ length: width }, () => random() - 0.5);
const scales = fitBehaviourScales([{ followers: 10 }, { followers: 200 }]);
const model = createFusion(
  {
    modalities: [fitModality("text", 6, [numbers(6)]), fitModality("behaviour", BEHAVIOUR_WIDTH, [])],
    projection: 4,
    hidden: [5],
    heads: 2,
  },
  random,
);
const card: Card = {
  name: FUSION_MODEL,
  version: "7",
  kind: "test",
  trainedAt: new Date(0).toISOString(),
  command: "",
  seed: 1,
  features: "",
  heads: (["hate", "spam"] as const).map((label) => ({
    label,
    use: "review-only",
    positives: 1,
    labelled: 2,
    calibration: { slope: 1, intercept: 0 },
    ece: 0,
    automatic: null,
    review: null,
  })),
  absent: [],
  sources: [],
  metrics: [],
  limits: [],
  fusion: {
    inputs: [
      { name: "text", width: 6, model: "text-moderator/2" },
      { name: "behaviour", width: BEHAVIOUR_WIDTH, model: null },
    ],
    scales,
  },
};

let modelsDir: string;
beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), "docket-fused-"));
  const folder = join(modelsDir, FUSION_MODEL, "7");
  await mkdir(folder, { recursive: true });
  const plain = { slope: 1, intercept: 0 };
  await writeFile(join(folder, "model.onnx"), exportFusion(model, ["hate", "spam"], [plain, plain]));
  await writeFile(join(folder, "card.json"), JSON.stringify(card));
  return () => rm(modelsDir, { recursive: true });
});

const text = { model: "text-moderator/2", embedding: numbers(6) };
const score = (...items: FusedInput[]) => scoreFused(items, { modelsDir, version: "7", providers: ["cpu"] });

it("gives what training gives, within 1e-5; what is missing is stood in for by its mask, and named", async () => {
  const facts = { followers: 50 };
  const { results, model: ref } = await score(
    { text, image: null, facts },
    { text: null, image: null, facts },
  );
  expect(ref).toEqual({ name: FUSION_MODEL, version: "7" });
  const features = behaviourFeatures(facts, scales);
  const logits = runFusion(model, [
    [text.embedding, features],
    [null, features],
  ]);
  for (const [at, result] of results.entries()) {
    if ("error" in result) expect.fail(result.error);
    expect(result.read).toEqual(at === 0 ? ["text", "behaviour"] : ["behaviour"]);
    for (const [head, label] of ["hate", "spam"].entries()) {
      const expected = 1 / (1 + Math.exp(-(logits[at * 2 + head] as number)));
      expect(Math.abs((result.signals[label] ?? 2) - expected)).toBeLessThan(1e-5);
    }
  }
});

it("a poisoned item, or one read by another model, cannot fail its batch-mates", async () => {
  const { results } = await score(
    { text: { ...text, embedding: numbers(6).fill(Number.NaN) }, image: null, facts: {} },
    { text: { ...text, model: "text-moderator/9" }, image: null, facts: {} },
    { text: { ...text, embedding: numbers(5) }, image: null, facts: {} },
    { text, image: null, facts: {} },
  );
  expect(results.map((result) => ("error" in result ? result.error : "scored"))).toEqual([
    "It gave a number that is no probability.",
    "It reads embeddings of text-moderator/2; this text was read by text-moderator/9.",
    "It reads 6 numbers of the text; there are 5.",
    "scored",
  ]);
});

it("a version whose card does not say what it reads is not opened", async () => {
  const folder = join(modelsDir, FUSION_MODEL, "8");
  await mkdir(folder);
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "card.json"), JSON.stringify({ ...card, version: "8", fusion: undefined }));
  await expect(scoreFused([], { modelsDir, version: "8" })).rejects.toThrow(/does not say what it reads/);
});

it("several pictures are one input, their mean; one is itself", () => {
  const [one, other] = [Float32Array.of(1, 3), Float32Array.of(3, 5)];
  expect(meanEmbedding([one])).toEqual(one);
  expect(meanEmbedding([one, other])).toEqual(Float32Array.of(2, 4));
  expect(meanEmbedding([])).toBeNull();
});
