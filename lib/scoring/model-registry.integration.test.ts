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
    select: { name: true, version: true, state: true },
    orderBy: [{ name: "asc" }, { version: "asc" }],
  });
  expect(versions).toEqual([
    { name: "fusion", version: "1", state: "candidate" },
    { name: "fusion", version: "late", state: "champion" },
    { name: "other", version: "1", state: "champion" },
  ]);
  expect(
    await db().modelPointer.findUniqueOrThrow({ where: { name: "fusion" }, include: { version: true } }),
  ).toMatchObject({ revision: 1, version: { version: "late" } });
});
