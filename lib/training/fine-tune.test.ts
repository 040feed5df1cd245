import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { noticesAndSpam } from "#e2e/support/notices-and-spam.ts";
import { scoreTexts, TEXT_MODEL } from "#lib/scoring/index.ts";
import { DEFAULT_OPTIONS } from "./fine-tune.ts";
import { trainTask } from "./model-task.ts";
import type { FrozenExample } from "./schema.ts";
import { writeVersion } from "./write-version.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const examples: FrozenExample[] = noticesAndSpam().map(({ text, label, value }, at) => ({
  text,
  language: "en",
  labels: { [label]: value },
  provenance: [],
  split: at % 4 === 3 ? "dev" : "train",
  itemId: null,
}));
const probe = examples
  .filter(({ split }) => split === "dev")
  .map(({ text }, at) => ({ id: String(at), text }));

/** Tunes a shipped version and returns where the new one lies. */
async function tune(version: string): Promise<string> {
  const splits = { train: 0, dev: 0, test: 0 };
  const produced = await trainTask(
    {
      examples,
      base: { modelsDir: "models", version },
      options: DEFAULT_OPTIONS,
      checkpoint: null,
      version: "1001",
      run: 1,
      snapshot: {
        number: 1,
        hash: "",
        summary: {
          examples: examples.length,
          splits,
          labels: [],
          provenance: {},
          languages: [],
          leftOut: {},
        },
      },
      trainedAt: new Date(0),
    },
    async () => true,
  );
  if (!produced) throw new Error("Nothing was trained.");
  const modelsDir = await mkdtemp(path.join(tmpdir(), "tuned-"));
  folders.push(modelsDir);
  await writeVersion(path.join(modelsDir, TEXT_MODEL, "1001"), produced.onnx, produced.card);
  return modelsDir;
}

describe.each(["1", "3"])("training further from version %s", (version) => {
  it("learns the label it has examples of, leaves the others and all other parts, and keeps the file's size", async () => {
    const modelsDir = await tune(version);
    const before = (await scoreTexts(probe, { version })).results;
    const after = (await scoreTexts(probe, { modelsDir, version: "1001" })).results;
    const loss = (scored: typeof before) =>
      scored.reduce((sum, { signals }, at) => {
        const right = examples.filter(({ split }) => split === "dev")[at]?.labels.spam === 1;
        const p = signals.spam ?? 0;
        return sum - Math.log(Math.max(1e-6, right ? p : 1 - p)) / scored.length;
      }, 0);
    expect(loss(after)).toBeLessThan(loss(before) / 2);
    expect(after.map(({ signals }) => Object.keys(signals))).toEqual(
      before.map(({ signals }) => Object.keys(signals)),
    );
    for (const [at, { signals }] of after.entries())
      for (const [label, value] of Object.entries(signals))
        if (label !== "spam") expect(Math.abs(value - (before[at]?.signals[label] ?? 0))).toBeLessThan(0.01);
  }, 60_000);
});
