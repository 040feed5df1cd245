import { beforeAll, describe, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems, type Scorer } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import { search, searchQuerySchema } from "./index.ts";

let viewer: Viewer;
beforeAll(async () => {
  await installPolicies();
  viewer = await aViewer("moderator");
});

const page = (query: Record<string, unknown>) => search(viewer, searchQuerySchema.parse(query));
const texts = async (query: Record<string, unknown>) => (await page(query)).hits.map((hit) => hit.excerpt);

/** What is marked in the first hit. */
async function marked(query: Record<string, unknown>): Promise<string[]> {
  const [hit] = (await page(query)).hits;
  return hit?.marks.map(({ start, end }) => hit.excerpt.slice(start, end)) ?? [];
}

describe("what bears exactly this name", () => {
  it("an item by the platform's id and by ours, an account, a case by its number in either digits", async () => {
    const [caseNumber = 0] = await openCasesFor(1, {
      externalId: "exact-item-1",
      account: { externalId: "exact-author-1" },
    });
    const found = await page({ q: "exact-item-1" });
    expect(found.exact.items).toMatchObject([{ externalId: "exact-item-1", case: { number: caseNumber } }]);
    expect((await page({ q: found.exact.items[0]?.id })).exact.items).toHaveLength(1);
    expect((await page({ q: "exact-author-1" })).exact.accounts).toMatchObject([
      { externalId: "exact-author-1", items: 1 },
    ]);
    expect((await page({ q: `#${caseNumber}` })).exact.caseNumber).toBe(caseNumber);
    const persian = String(caseNumber).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)] ?? "");
    expect((await page({ q: persian })).exact.caseNumber).toBe(caseNumber);
  });

  it("a picture by the SHA-256 of its file", async () => {
    const [id = ""] = await ingest({ text: "with a picture", media: [{ url: "https://a.example/p.png" }] });
    const sha256 = "ab".repeat(32);
    await db().media.updateMany({ where: { itemId: id }, data: { sha256, state: "stored" } });
    expect((await page({ q: sha256 })).exact.items).toMatchObject([{ id, mediaCount: 1 }]);
  });

  it("a phrase in quotation marks is found letter by letter, not by its stems", async () => {
    await ingest(
      { text: "They walked the purple dogs", language: "en" },
      { text: "a purple dog walks", language: "en" },
    );
    expect(await texts({ q: "purple dog" })).toHaveLength(2);
    expect(await texts({ q: '"purple dog walks"' })).toEqual(["a purple dog walks"]);
  });
});

describe("full text, each language by its own rules", () => {
  it("English and German words are found in their other forms, and unwanted ones are left out", async () => {
    await ingest(
      { text: "Zebras were galloping away", language: "en" },
      { text: "Die schönen Häuser brannten nieder", language: "de" },
      { text: "zebra crossing", language: "en" },
    );
    expect(await texts({ q: "gallops" })).toEqual(["Zebras were galloping away"]);
    expect(await texts({ q: "Haus brannte" })).toEqual(["Die schönen Häuser brannten nieder"]);
    expect(await texts({ q: "zebra -crossing" })).toEqual(["Zebras were galloping away"]);
    expect(await marked({ q: "gallops" })).toEqual(["galloping"]);
  });

  it("Persian is found whichever letters, digits and joiners it was typed with", async () => {
    await ingest({ text: "كتاب‌هاي ممنوع را مي‌خواهم ۴۲", language: "fa" });
    for (const q of ["کتاب‌های ممنوع", "كتابهاي", "می‌خواهم 42", "ميخواهم ٤٢"])
      expect(await texts({ q }), q).toEqual(["كتاب‌هاي ممنوع را مي‌خواهم ۴۲"]);
    expect(await marked({ q: "می‌خواهم" })).toEqual(["مي‌خواهم"]);
  });

  it("Chinese, Japanese and Korean are found without spaces, by one letter or several", async () => {
    await ingest(
      { text: "我们明天去北京大学", language: "zh" },
      { text: "東京タワーに行きます", language: "ja" },
      { text: "서울에서 만나요", language: "ko" },
    );
    expect(await texts({ q: "北京" })).toEqual(["我们明天去北京大学"]);
    expect(await texts({ q: "京北" })).toEqual([]);
    expect(await texts({ q: "学" })).toEqual(["我们明天去北京大学"]);
    expect(await texts({ q: "タワー" })).toEqual(["東京タワーに行きます"]);
    expect(await texts({ q: "서울" })).toEqual(["서울에서 만나요"]);
    expect(await marked({ q: "北京大学" })).toEqual(["北京大学"]);
  });

  it("signs that mean something to the database mean nothing here", async () => {
    for (const q of ["'", "\\", "a & | b", ":*", "((", "';--", "<b>", '"', "-", "\u0000x"])
      await expect(page({ q: q.replace("\u0000", "") })).resolves.toBeDefined();
  });
});

describe("filters", () => {
  it("state, policy, action, language, surface, kind, account and days each narrow", async () => {
    const word = "narrowing";
    const facts = { kind: "comment", language: "de-AT", surface: "groups" };
    const account = { externalId: "filter's \\author" };
    const [first = 0] = await openCasesFor(1, { text: `${word} one`, ...facts, account });
    await openCasesFor(1, { text: `${word} two`, ...facts, account });
    await ingest({ text: word, language: "en" });
    const held = await claimCase(viewer, first, (await getCase(viewer, first)).version);
    await decideCase(viewer, first, {
      action: "remove",
      policyCode: "H-2",
      rationale: "",
      reveals: 0,
      version: held.version,
    });
    const counts = async (filters: Record<string, unknown>) =>
      (await page({ q: word, ...filters })).hits.length;
    expect(await counts({})).toBe(3);
    expect(await counts({ state: "actioned" })).toBe(1);
    expect(await counts({ state: "in_review" })).toBe(1);
    expect(await counts({ policy: "H-2" })).toBe(2);
    expect(await counts({ action: "remove" })).toBe(1);
    expect(await counts({ language: "de" })).toBe(2);
    expect(await counts({ surface: "groups" })).toBe(2);
    expect(await counts({ kind: "comment" })).toBe(2);
    expect(await counts({ account: "filter's \\author" })).toBe(2);
    expect(await counts({ account: "nobody" })).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    expect(await counts({ from: today, to: today })).toBe(3);
    expect(await counts({ to: "2001-01-01" })).toBe(0);
    expect((await page({ language: "de", kind: "comment", surface: "groups" })).hits).toHaveLength(2);
  });

  it("pages follow each other without gap or repetition, newest first", async () => {
    const ids = await ingest(...Array.from({ length: 7 }, (_, n) => ({ text: `paging word ${n}` })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: Awaited<ReturnType<typeof page>> = await page({
        q: "paging",
        limit: 3,
        ...(cursor && { cursor }),
      });
      seen.push(...next.hits.map(({ id }) => id));
      cursor = next.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids.toSorted().reverse());
  });
});

describe("similar items", () => {
  /** A scorer whose encoder finds texts with a number alike when their numbers are. */
  const encoder: Scorer = async (texts) => ({
    ...(await aScorer({ hate: 0.1 })(texts)),
    results: texts.map(({ id, text }) => ({
      id,
      signals: { hate: 0.1 },
      embedding: Float32Array.from({ length: 128 }, (_, at) =>
        Math.max(0, Math.sin(Number(/\d+/.exec(text)?.[0] ?? 0) * (at + 1))),
      ),
    })),
  });

  it("the likest first, by our id or the platform's, within the radius and the filters", async () => {
    const ids = await ingest(
      { externalId: "like-1", text: "Cheap pills 1 for you, buy at our shop now", language: "en" },
      { text: "Cheap pills 1 for you, buy at our shop today", language: "en" },
      { text: "cheap pills 1 for you! buy at our shop now", language: "de" },
      { text: "A walk in the woods 5 with my grandmother", language: "en" },
    );
    await judgeItems(ids, encoder, new Date());
    const found = await page({ similar: "like-1", radius: 0.6 });
    expect(found.hits.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    expect(found.hits[0]?.similarity).toBeGreaterThan(found.hits[1]?.similarity ?? 1);
    expect((await page({ similar: ids[0], radius: 0.6, language: "de" })).hits.map(({ id }) => id)).toEqual([
      ids[2],
    ]);
    expect((await page({ similar: "like-1", radius: 0.6, q: "today" })).hits.map(({ id }) => id)).toEqual([
      ids[1],
    ]);
  });

  it("an item that no encoder has read is told of as such", async () => {
    const [id = ""] = await ingest({ text: "unread" });
    expect(await page({ similar: id })).toMatchObject({ unknown: true, hits: [] });
    expect(await page({ similar: "no such item" })).toMatchObject({ unknown: true });
  });
});

it("only who may read cases searches", async () => {
  await expect(search(await aViewer("annotator"), searchQuerySchema.parse({ q: "x" }))).rejects.toMatchObject(
    {
      kind: "forbidden",
    },
  );
});
