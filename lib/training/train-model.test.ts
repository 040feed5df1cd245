import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadCard, readChampion, scoreTexts } from "#lib/scoring/index.ts";
import type { Example } from "./read-examples.ts";
import { seededRandom } from "./seeded-random.ts";
import { trainModel } from "./train-model.ts";
import { writeVersion } from "./write-version.ts";

const WORDS = "apple river stone cloud table green seven music paper window garden silver".split(" ");
const SPAM_WORDS = ["lottery", "winner", "prize"];

/** Short invented texts; those with a spam word are spam. A source per half, the usual splits. */
function invented(count: number): Example[] {
  const random = seededRandom(11);
  const pick = (words: string[]) => words[Math.floor(random() * words.length)] as string;
  return Array.from({ length: count }, (_, at) => {
    const isSpam = random() < 0.4;
    const words = Array.from({ length: 9 }, () => pick(WORDS));
    if (isSpam) words[Math.floor(random() * words.length)] = pick(SPAM_WORDS);
    const split = at % 5 === 0 ? "test" : at % 5 === 1 ? "dev" : "train";
    return {
      id: `i${at}`,
      source: at % 2 === 0 ? "even" : "odd",
      lang: "en",
      split,
      text: words.join(" "),
      labels: { spam: isSpam ? 1 : 0 },
    };
  });
}

const run = { version: "1", command: "npm run train", seed: 1, trainedAt: new Date("2026-01-01T00:00:00Z") };
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describe("trainModel", () => {
  const examples = invented(900);
  const { onnx, card } = trainModel(examples, run, () => {});

  it("gives heads only to labels with something to learn from, and says why not to the others", () => {
    expect(card.heads.map((head) => head.label)).toEqual(["spam"]);
    expect(card.absent.map((one) => one.label)).toContain("self_harm");
    expect(card.absent.find((one) => one.label === "self_harm")?.reason).toContain(
      "0 harmful training examples",
    );
  });

  it("measures each source on test alone", () => {
    expect(card.metrics.map((one) => one.source).sort()).toEqual(["even", "odd"]);
    const tested = examples.filter((example) => example.split === "test").length;
    expect(card.metrics.reduce((sum, one) => sum + one.n, 0)).toBe(tested);
    for (const metric of card.metrics) expect(metric.auc).toBeGreaterThan(0.95);
  });

  it("gives the same bytes for the same seed", () => {
    expect(Buffer.compare(trainModel(examples, run, () => {}).onnx, onnx)).toBe(0);
  }, 30_000);

  it("writes a repository that can be scored with, and leaves the champion to be promoted", async () => {
    const modelsDir = await mkdtemp(join(tmpdir(), "docket-models-"));
    folders.push(modelsDir);
    await writeVersion(join(modelsDir, "text-moderator", "1"), onnx, card);
    const texts = [
      { id: "a", text: "you are a lottery winner, take your prize" },
      { id: "b", text: "green garden, silver river" },
    ];
    const { results } = await scoreTexts(texts, { modelsDir });
    expect(results[0]?.signals.spam).toBeGreaterThan(results[1]?.signals.spam ?? 1);
    await writeVersion(join(modelsDir, "text-moderator", "2"), onnx, { ...card, version: "2" });
    expect(await readChampion(modelsDir)).toEqual({ name: "text-moderator", version: "1" });
    expect((await loadCard({ name: "text-moderator", version: "2" }, modelsDir)).version).toBe("2");
    expect(await readFile(join(modelsDir, "text-moderator", "config.pbtxt"), "utf8")).toContain(
      "onnxruntime_onnx",
    );
  });
});
