import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { cardSchema } from "#lib/scoring/index.ts";
import { seededRandom } from "../seeded-random.ts";
import { writeVersion } from "../write-version.ts";
import { TooFewExamplesError } from "./prepare-fusion.ts";
import { readFusionExamples } from "./read-fusion-examples.ts";
import { trainFusedModel } from "./train-fused-model.ts";

// A fused model and three others are trained, on a machine where others may work.
vi.setConfig({ testTimeout: 60_000 });

const RUN = {
  version: "3",
  command: "train",
  seed: 1,
  gamma: 1,
  source: "decided",
  models: { text: null, image: null },
  trainedAt: new Date(0),
};
const random = seededRandom(4);
const noise = () => random() - 0.5;

/** Spam is there when exactly one of the text's and the picture's first number is above 0. */
function line(at: number): string {
  const text = Array.from({ length: 6 }, noise);
  const image = Array.from({ length: 8 }, noise);
  const sign = (value = 0) => (value > 0 ? 1 : 0);
  return JSON.stringify({
    text_embedding: text,
    image_embedding: at % 10 === 0 ? undefined : image,
    facts: at % 3 === 0 ? { followers: at, urls: null } : undefined,
    labels: { spam: sign(text[0]) ^ sign(image[0]), ...(at < 20 ? { hate: 1 } : {}) },
    split: at % 5 === 0 ? "test" : at % 5 === 1 ? "dev" : "train",
  });
}
async function* each(lines: readonly string[]) {
  yield* lines;
}
const lines = Array.from({ length: 3000 }, (_, at) => line(at));
const noBadLine = (number: number, reason: string) => expect.fail(`line ${number} ${reason}`);

describe("trainFusedModel", () => {
  it("gives a measured version in the model repository's form, late fusion beside it", async () => {
    const items = await readFusionExamples(each(lines), noBadLine);
    const { onnx, card } = trainFusedModel(items, RUN, () => {});
    const folder = await mkdtemp(join(tmpdir(), "fusion-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeVersion(join(folder, "fusion", "3"), onnx, card);

    const written = JSON.parse(await readFile(join(folder, "fusion/3/card.json"), "utf8"));
    const { heads, absent, metrics } = cardSchema.parse(written);
    expect(heads.map(({ label, use, automatic }) => ({ label, use, automatic }))).toEqual([
      { label: "spam", use: "review-only", automatic: null },
    ]);
    expect(absent.find(({ label }) => label === "hate")?.reason).toContain("50 are the least");
    const aucOf = (source: string) => metrics.find((one) => one.source === source)?.auc ?? Number.NaN;
    expect(aucOf("fused")).toBeGreaterThan(0.8);
    expect(aucOf("late fusion")).toBeLessThan(0.6);
    expect(aucOf("without text")).toBeLessThan(0.6);

    const config = await readFile(join(folder, "fusion/config.pbtxt"), "utf8");
    const session = await InferenceSession.create(join(folder, "fusion/3/model.onnx"));
    for (const input of session.inputMetadata) {
      if (!input.isTensor) expect.fail(`${input.name} is no tensor`);
      expect(config).toContain(`{ name: "${input.name}" data_type: TYPE_FP32 dims: [ ${input.shape[1]} ] }`);
    }
    expect(session.inputNames).toEqual(["text", "image", "behaviour", "present"]);
  });

  it("refuses too few examples, and examples with nothing to fuse", async () => {
    const items = await readFusionExamples(each(lines), noBadLine);
    expect(() => trainFusedModel(items.slice(0, 900), RUN, () => {})).toThrow(
      "540 training examples have any input; 1000 are the least",
    );
    const textOnly = items.map((item) => ({ ...item, image: null, facts: null }));
    expect(() => trainFusedModel(textOnly, RUN, () => {})).toThrow("nothing to fuse");
    const unlabelled = items.map((item) => ({ ...item, labels: {} }));
    expect(() => trainFusedModel(unlabelled, RUN, () => {})).toThrow(TooFewExamplesError);
  });
});

describe("readFusionExamples", () => {
  it("names a line it cannot use and reads on; an unknown fact is not dropped in silence", async () => {
    const bad: [number, string][] = [];
    const items = await readFusionExamples(
      each([
        '{"text_embedding":[1,2],"labels":{"spam":1},"split":"train"}',
        "{",
        '{"text_embedding":[1,2,3],"labels":{},"split":"train"}',
        '{"facts":{"follower":1},"labels":{},"split":"dev"}',
        '{"labels":{"spam":2},"split":"dev"}',
        '{"text_embedding":[1e300,0],"labels":{"spam":1},"split":"train"}',
        "",
        '{"facts":{"followers":1},"labels":{},"split":"dev"}',
      ]),
      (number, reason) => bad.push([number, reason]),
    );
    expect(items.length).toBe(2);
    expect(items[1]).toEqual({ text: null, image: null, facts: { followers: 1 }, labels: {}, split: "dev" });
    expect(bad.map(([number]) => number)).toEqual([2, 3, 4, 5, 6]);
    expect(bad[1]?.[1]).toBe("text_embedding has 3 numbers; those before have 2");
    expect(bad[2]?.[1]).toContain("follower");
  });
});
