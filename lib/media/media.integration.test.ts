import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aScorer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { aPictureServer } from "#e2e/support/picture-server.ts";
import { judgeItems, reconsiderItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { fetchItemMedia } from "./fetch-item-media.ts";
import { mediaStorage } from "./media-storage.ts";
import { readItemText } from "./read-item-text.ts";
import type { ImageScorer } from "./score-frames.ts";

const picture = (background: string, width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

let server: Awaited<ReturnType<typeof aPictureServer>>;
beforeAll(async () => {
  await installPolicies();
  server = await aPictureServer({
    "/red.png": { body: await picture("#f00") },
    "/blue.png": { body: await picture("#00f") },
    "/script.svg": {
      type: "image/svg+xml",
      body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    },
    "/lying.png": { body: "<svg xmlns='http://www.w3.org/2000/svg'/>" },
    "/page": { type: "text/html", body: "<script>alert(1)</script>" },
    "/down.png": { status: 503, body: "" },
  });
});
afterAll(() => server.close());

/** Says that red pictures are sexual. */
const redIsSexual: ImageScorer = async (pictures) => ({
  model: { name: "image-moderator", version: "1" },
  provider: "cpu",
  latencyMs: 4,
  results: pictures.map(({ data }) => ({ sexual: (data[0] ?? 0) > 200 ? 0.99 : 0.01 })),
});
const tools = () => ({ storage: mediaStorage(), scorer: redIsSexual });
const media = (itemId: string) =>
  db().media.findMany({ where: { itemId }, orderBy: { position: "asc" }, include: { frames: true } });

async function post(...paths: string[]): Promise<string> {
  const [id = ""] = await ingest({ media: paths.map((path) => ({ url: server.url(path) })) });
  return id;
}

describe("media of a post", () => {
  it("invariant 14: are fetched once, made anew, and kept under the name of their content", async () => {
    const id = await post("/red.png", "/blue.png");
    expect(await fetchItemMedia(id, tools(), new Date())).toBe(true);
    const asked = server.asked.length;
    expect(await fetchItemMedia(id, tools(), new Date())).toBe(true);
    expect(server.asked.length).toBe(asked);
    const kept = await media(id);
    expect(kept.map((one) => [one.state, one.reason, one.foundType, one.frames.length])).toEqual([
      ["stored", null, "image/png", 1],
      ["stored", null, "image/png", 1],
    ]);
    const file = await mediaStorage().read(kept[0]?.frames[0]?.file ?? "");
    expect((await sharp(file ?? undefined).metadata()).format).toBe("webp");
    expect(await mediaStorage().read("../../installation.json")).toBeNull();
  });

  it("invariant 9: give one set of signals, the worst picture speaking, and name it", async () => {
    const id = await post("/blue.png", "/red.png");
    await Promise.all([fetchItemMedia(id, tools(), new Date()), fetchItemMedia(id, tools(), new Date())]);
    const sets = await db().signalSet.findMany({ where: { itemId: id } });
    expect(sets).toHaveLength(1);
    const kept = await media(id);
    expect(kept.map((one) => one.frames.length)).toEqual([1, 1]);
    expect(sets[0]).toMatchObject({
      source: "image-moderator",
      version: "1",
      values: { sexual: 0.99 },
      detail: { pictures: 2, worst: { sexual: kept[1]?.frames[0]?.id } },
    });
  });

  it("bring an allowed post back to people when a picture speaks against it", async () => {
    const id = await post("/red.png");
    await judgeItems([id], aScorer({}), new Date());
    expect(await db().item.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "allowed" });
    await fetchItemMedia(id, tools(), new Date());
    await reconsiderItems([id], new Date());
    expect(await db().item.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "in_review" });
    const [one] = await db().case.findMany({ where: { itemId: id } });
    expect(JSON.stringify(one?.reasons)).toContain("image-moderator");
  });

  it.each([
    ["/script.svg", "svg"],
    ["/lying.png", "svg"],
    ["/page", "not_media"],
    ["/gone.png", "not_found"],
  ])("%s is refused, and the reason stands on the item", async (path, reason) => {
    const id = await post(path, "/blue.png");
    expect(await fetchItemMedia(id, tools(), new Date())).toBe(true);
    const [refused, kept] = await media(id);
    expect([refused?.state, refused?.reason, refused?.frames.length]).toEqual(["refused", reason, 0]);
    expect(kept?.state).toBe("stored");
  });

  it("from a server that is down are tried again, and refused in the end", async () => {
    const id = await post("/down.png");
    const done = [];
    for (let attempt = 0; attempt < 4; attempt++) done.push(await fetchItemMedia(id, tools(), new Date()));
    expect(done).toEqual([false, false, false, true]);
    expect((await media(id))[0]).toMatchObject({ state: "refused", reason: "unreachable" });
  });

  it("that hold text have it scored by the text heads, as a source of its own, once", async () => {
    const id = await post("/blue.png");
    await fetchItemMedia(id, tools(), new Date());
    const read = async () => "drive them all out of town";
    for (let run = 0; run < 2; run++)
      await readItemText(id, { storage: mediaStorage(), scorer: aScorer({ hate: 0.93 }), read });
    expect(await db().signalSet.findMany({ where: { itemId: id, source: "image-text" } })).toMatchObject([
      { version: "test-model/1", values: { hate: 0.93 }, detail: { text: "drive them all out of town" } },
    ]);
    const bare = await post("/red.png");
    await fetchItemMedia(bare, tools(), new Date());
    await readItemText(bare, {
      storage: mediaStorage(),
      scorer: aScorer({ hate: 0.93 }),
      read: async () => "~ x",
    });
    expect(await db().signalSet.count({ where: { itemId: bare, source: "image-text" } })).toBe(0);
  });

  it("come with a job of their own, made with the item", async () => {
    const id = await post("/red.png");
    const [plain = ""] = await ingest({ text: "no picture" });
    const jobs = await db().$queryRaw<{ item: string }[]>`
      SELECT data->>'itemId' AS item FROM jobs.job WHERE name = 'fetch-media' AND data->>'itemId' IN (${id}, ${plain})`;
    expect(jobs).toEqual([{ item: id }]);
  });
});
