import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { db, inTransaction } from "#lib/db/index.ts";
import { registerModels } from "./model-registry.ts";

it("a fused model waits as a candidate: late fusion stays in force", async () => {
  const models = await mkdtemp(join(tmpdir(), "models-"));
  onTestFinished(() => rm(models, { recursive: true }));
  vi.stubEnv("MODELS_DIR", models);
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of ["fusion", "other"]) {
    await mkdir(join(models, name, "1"), { recursive: true });
    await writeFile(join(models, name, "1", "card.json"), "{}");
  }
  await inTransaction(registerModels);
  const versions = await db().modelVersion.findMany({
    where: { name: { in: ["fusion", "other"] } },
    select: { name: true, state: true },
    orderBy: { name: "asc" },
  });
  expect(versions).toEqual([
    { name: "fusion", state: "candidate" },
    { name: "other", state: "champion" },
  ]);
  expect(await db().modelPointer.count({ where: { name: "fusion" } })).toBe(0);
});
