import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { anEmbedding, aSentence, decideManyIn, isHarmful, type Topic } from "#e2e/support/decided-items.ts";
import { aPictureServer } from "#e2e/support/picture-server.ts";
import { type FusedModels, judgeItems, reconsiderItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { fetchItemMedia, type ImageScorer, mediaStorage } from "#lib/media/index.ts";
import { fusedAtWork } from "#lib/scoring/fused-in-force.ts";
import { FUSION_MODEL, LATE_FUSION, scoreTexts } from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";
import { promoteVersion, readFusion, rollBack, runTraining, setShadow, startTraining } from "../index.ts";
import { evaluationSchema } from "../schema.ts";
import { seededRandom } from "../seeded-random.ts";
import { loadExamples } from "../snapshot-store.ts";
import { aLead, hereAndNow, installModel, revision } from "../testing.ts";

// Trainings take seconds where others work on the same machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ENOUGH = 2_000;
const random = seededRandom(5);
const decideMany = (count: number, seed: number) =>
  decideManyIn(env().DATABASE_URL ?? "", count, ["red", "blue"], seed);

let server: Awaited<ReturnType<typeof aPictureServer>>;
beforeAll(async () => {
  await installPolicies();
  await installModel();
  const picture = (background: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .png()
      .toBuffer();
  server = await aPictureServer({
    "/red.png": { body: await picture("#f00") },
    "/blue.png": { body: await picture("#00f") },
  });
});
afterAll(() => server.close());

/** An image model that finds nothing wrong with any picture, and tells by its colour what it is about. */
const scorer: ImageScorer = async (pictures) => ({
  model: { name: "image-moderator", version: "1" },
  provider: "cpu",
  latencyMs: 1,
  results: pictures.map(() => ({ sexual: 0.01 })),
  embeddings: pictures.map(({ data }) => anEmbedding((data[0] ?? 0) > 128 ? "red" : "blue", random)),
});

/** Six posts of each: one may well be a hard one. */
const OF_EACH = 6;
const KINDS: [Topic, "red" | "blue" | null][] = [
  ["kitchen", "red"],
  ["kitchen", "blue"],
  ["garage", "red"],
  ["garage", "blue"],
  ["kitchen", null],
];
const PAIRS = Array.from({ length: OF_EACH }, () => KINDS).flat();

/** Sends a post of each pair through judging and its media, as the worker does. @returns the items' ids */
async function send(fused: () => Promise<FusedModels> = fusedAtWork): Promise<string[]> {
  const ids = await ingest(
    ...PAIRS.map(([topic, scene]) => ({
      text: aSentence(topic, random),
      language: "en",
      media: scene ? [{ url: server.url(`/${scene}.png`) }] : [],
    })),
  );
  const model = await modelInForce();
  const { failed } = await judgeItems(
    ids,
    (texts) => scoreTexts(texts, model),
    new Date(),
    [],
    await fused(),
  );
  expect([...failed]).toEqual([]);
  for (const id of ids) await fetchItemMedia(id, { storage: mediaStorage(), scorer, fused }, new Date());
  await reconsiderItems(ids, new Date());
  return ids;
}

const statesOf = async (ids: string[]) => {
  const items = await db().item.findMany({ where: { id: { in: ids } } });
  return ids.map((id) => items.find((item) => item.id === id)?.state);
};
const setsOf = (ids: string[], source = FUSION_MODEL) =>
  db().signalSet.findMany({ where: { itemId: { in: ids }, source }, orderBy: { itemId: "asc" } });
/** Of the harmful posts, and of the harmless ones, the share that went to people. */
const sharesOf = (states: (string | undefined)[]) =>
  [true, false].map((harmful) => {
    const own = states.filter((_, at) => isHarmful(...(PAIRS[at] as (typeof PAIRS)[number])) === harmful);
    return own.filter((state) => state === "in_review").length / own.length;
  }) as [number, number];
/** The text model alone brings a post to people here and there, for another label; it cannot tell these two apart. */
async function expectLateFusion(ids: string[]): Promise<void> {
  const [harmful, harmless] = sharesOf(await statesOf(ids));
  expect(harmful).toBeLessThan(0.3);
  expect(harmless).toBeLessThan(0.3);
}

describe("the fused model, from reviewers' decisions to what decides", () => {
  it("waits until enough is decided, and says what is missing", async () => {
    const lead = await aLead();
    await decideMany(50, 9);
    const { supply, may } = await readFusion(lead);
    expect(supply).toMatchObject({ items: 50, least: 1667, missing: 1617 });
    expect([may.train, supply.lacking]).toEqual([true, "items"]);
    await expect(startTraining(lead, { note: "" }, FUSION_MODEL)).rejects.toThrow(
      /decided items would be trained on; 1000 are the least/,
    );
    expect(await db().trainingRun.count()).toBe(0);
    const moderator = await aViewer("moderator");
    expect(() => startTraining(moderator, { note: "" }, FUSION_MODEL)).toThrow(/models:train/);
  });

  let version = "";
  it("invariants 11 and 12: trains on decided items, is measured against late fusion on the frozen test split, and passes", async () => {
    const lead = await aLead();
    await decideMany(ENOUGH, 1);
    expect((await readFusion(lead)).supply).toMatchObject({ missing: 0, lacking: null });
    const { run, snapshot } = await startTraining(lead, { note: "" }, FUSION_MODEL);
    const { id, snapshotId } = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
    expect(await runTraining(id, hereAndNow)).toBeNull();

    const frozen = await loadExamples(db(), snapshotId);
    const splitOf = Map.groupBy(frozen, ({ split }) => split);
    const trained = new Set(splitOf.get("train")?.map(({ itemId }) => itemId));
    expect(splitOf.get("test")?.some(({ itemId }) => trained.has(itemId))).toBe(false);

    const made = await db().modelVersion.findFirstOrThrow({
      where: { trainingRunId: id },
      include: { asChallenger: { include: { champion: true } } },
    });
    version = made.version;
    expect([made.name, version]).toEqual([FUSION_MODEL, String(1000 + run)]);
    const [measured] = made.asChallenger;
    expect(measured?.champion.version).toBe(LATE_FUSION);
    const { heads, trainedOn, examples } = evaluationSchema.parse(measured?.result);
    expect(measured?.passed).toBe(true);
    expect([trainedOn, examples]).toEqual([0, splitOf.get("test")?.length]);
    const spam = heads.find(({ label }) => label === "spam");
    expect(spam?.champion.auc).toBeLessThan(0.65);
    expect(spam?.challenger.auc).toBeGreaterThan(0.85);
    // The same decisions give the same snapshot, and every text keeps its split.
    expect((await startTraining(lead, { note: "" }, FUSION_MODEL)).snapshot).toBe(snapshot);
    await db().trainingRun.updateMany({ where: { state: "queued" }, data: { state: "cancelled" } });
  });

  it("invariant 9: in shadow its scores are kept under its version, and decide nothing", async () => {
    const lead = await aLead();
    await setShadow(lead, version, { shadow: true });
    const ids = await send();
    await expectLateFusion(ids);
    expect(await setsOf(ids)).toEqual([]);
    const shadows = await db().shadowScore.findMany({ where: { itemId: { in: ids } } });
    expect(shadows.map((one) => `${one.source}/${one.version}`)).toEqual(
      PAIRS.map(() => `${FUSION_MODEL}/${version}`),
    );
    await setShadow(lead, version, { shadow: false });
    await expect(setShadow(lead, version, { shadow: false })).rejects.toThrow(/in force|meanwhile/);
  });

  it("invariants 9 and 12: promoted, it decides rightly what late fusion cannot, and every score names it", async () => {
    const lead = await aLead();
    await expectLateFusion(await send());
    const move = { revision: await revision(FUSION_MODEL), reason: "sees what goes together" };
    await promoteVersion(lead, version, move, FUSION_MODEL);
    const ids = await send();
    const [harmful, harmless] = sharesOf(await statesOf(ids));
    expect(harmful).toBeGreaterThan(0.7);
    expect(harmless).toBeLessThan(0.15);
    const fused = await setsOf(ids);
    expect(fused.map((set) => set.version)).toEqual(PAIRS.map(() => version));
    const read = (at: number) => fused.find(({ itemId }) => itemId === ids[at])?.detail;
    expect(read(0)).toMatchObject({ read: ["text", "image", "behaviour"] });
    // A missing picture is stood in for by what the model learned for that.
    expect(read(4)).toMatchObject({ read: ["text", "behaviour"] });
    // Which modality spoke stays visible.
    expect(await setsOf(ids, "text-moderator")).toHaveLength(PAIRS.length);
    expect(await setsOf(ids, "image-moderator")).toHaveLength(4 * OF_EACH);
    const [one] = await db().case.findMany({ where: { itemId: { in: ids } } });
    expect(JSON.stringify(one?.reasons)).toContain(`"source":"${FUSION_MODEL}","version":"${version}"`);
  });

  it("where it fails late fusion stands, the item says why, and the failure is counted", async () => {
    const broken = async (): Promise<FusedModels> =>
      (await fusedAtWork()).map((model) => ({
        ...model,
        score: () => Promise.reject(new Error("The file is gone.")),
      }));
    const ids = await send(broken);
    await expectLateFusion(ids);
    for (const set of await setsOf(ids))
      expect(set).toMatchObject({
        provider: "failed",
        values: {},
        detail: { error: "Error: The file is gone." },
      });
    const [count] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM signal_sets WHERE source = ${FUSION_MODEL} AND provider = 'failed'`;
    expect(count?.n).toBe(PAIRS.length);
  });

  it("rolled back, late fusion decides again", async () => {
    const lead = await aLead();
    await rollBack(
      lead,
      { revision: await revision(FUSION_MODEL), reason: "only a rehearsal" },
      FUSION_MODEL,
    );
    const ids = await send();
    await expectLateFusion(ids);
    expect(await setsOf(ids)).toEqual([]);
  });
});
