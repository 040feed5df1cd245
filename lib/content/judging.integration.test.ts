import { beforeAll, describe, expect, it } from "vitest";
import {
  AUTOMATIC_SIGNALS,
  aScorer,
  ingest,
  installPolicies,
  REVIEW_SIGNALS,
} from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import type { Scorer } from "./index.ts";
import {
  getItem,
  giveUpOnItems,
  ingestItems,
  itemInputSchema,
  judgeItems,
  readBatch,
  reconsiderItems,
  reportInputSchema,
  reportItems,
} from "./index.ts";

beforeAll(installPolicies);

const send = (...items: object[]) => ingestItems(readBatch({ items }, itemInputSchema, "items", 500).parsed);
const now = () => new Date();

describe("invariant 8: an ingested item ends in exactly one of allowed, actioned, in review", () => {
  it("routes each of a batch to one state with what belongs to it", async () => {
    const [fine = "", unsure = "", spam = ""] = await ingest({}, {}, {});
    const signals: Record<string, Record<string, number>> = {
      [fine]: {},
      [unsure]: REVIEW_SIGNALS,
      [spam]: AUTOMATIC_SIGNALS,
    };
    const scorer: Scorer = async (texts) => ({
      model: { name: "test-model", version: "1" },
      provider: "cpu",
      latencyMs: 3,
      results: texts.map(({ id }) => ({ id, signals: signals[id] ?? {} })),
    });
    await judgeItems([fine, unsure, spam], scorer, now());
    const rows = await db().item.findMany({
      where: { id: { in: [fine, unsure, spam] } },
      orderBy: { id: "asc" },
      select: { state: true, _count: { select: { cases: true, decisions: true, signalSets: true } } },
    });
    expect(rows).toEqual([
      { state: "allowed", _count: { cases: 0, decisions: 0, signalSets: 1 } },
      { state: "in_review", _count: { cases: 1, decisions: 0, signalSets: 1 } },
      { state: "actioned", _count: { cases: 0, decisions: 1, signalSets: 1 } },
    ]);
  });

  it("by the definition that a policy listens to; definitions that nobody listens to are not kept", async () => {
    const policy = await db().policyVersion.findFirstOrThrow({
      where: { policy: { code: "H-1" } },
      orderBy: { version: "desc" },
    });
    const { id: _, version, ...content } = policy;
    await db().policyVersion.create({
      data: {
        ...(content as typeof content & { thresholds: object; examples: object; translations: object }),
        version: version + 1,
        signal: "hate/edos",
        thresholds: { automatic: null, review: 0.6 },
        publishedAt: now(),
      },
    });
    const [sexist = "", other = ""] = await ingest({}, {});
    const definitions = { "hate/edos": 0.9, "hate/mhs": 0.9 };
    const scorer: Scorer = async (texts) => ({
      model: { name: "test-model", version: "2" },
      provider: "cpu",
      latencyMs: 3,
      results: texts.map(({ id }) =>
        id === sexist ? { id, signals: { hate: 0.01 }, definitions } : { id, signals: { hate: 0.01 } },
      ),
    });
    await judgeItems([sexist, other], scorer, now());
    const stateOf = async (id: string) => (await db().item.findUniqueOrThrow({ where: { id } })).state;
    expect([await stateOf(sexist), await stateOf(other)]).toEqual(["in_review", "allowed"]);
    const { values } = await db().signalSet.findFirstOrThrow({ where: { itemId: sexist } });
    expect(values).toEqual({ hate: 0.01, "hate/edos": 0.9 });
    // Back to the shared label for the tests that follow.
    await db().policyVersion.create({
      data: {
        ...(content as typeof content & { thresholds: object; examples: object; translations: object }),
        version: version + 2,
        publishedAt: now(),
      },
    });
  });

  it("the same id and content is the same item, also when sent at once by ten connections", async () => {
    const item = { externalId: "same-1", text: "one post" };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send(item)));
    expect(outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0)).toBe(1);
    expect(new Set(outcomes.flatMap((outcome) => outcome.results.map((result) => result.id))).size).toBe(1);
  });

  it("an edit is a new revision, judged by itself; the platform reads the newest", async () => {
    await send({ externalId: "edited", text: "first words" });
    await send({ externalId: "edited", text: "second words" });
    const rows = await db().item.findMany({ where: { externalId: "edited" }, orderBy: { revision: "asc" } });
    expect(rows.map((row) => [row.revision, row.text])).toEqual([
      [1, "first words"],
      [2, "second words"],
    ]);
    expect((await getItem("edited")).revision).toBe(2);
    await send({ externalId: "edited", text: "first words" });
    expect((await getItem("edited")).revision).toBe(1);
  });

  it("batches that share accounts and items in opposite order do not deadlock", async () => {
    const items = Array.from({ length: 60 }, (_, n) => ({
      externalId: `cross-${n}`,
      text: `t${n}`,
      account: { externalId: `acc-${n % 7}`, facts: { followers: n } },
    }));
    const outcomes = await Promise.all([
      send(...items),
      send(...items.toReversed()),
      send(...items.slice(30), ...items.slice(0, 30)),
    ]);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0)).toBe(60);
  });

  it("a job that runs twice, or twice at once, acts once", async () => {
    const ids = await ingest({}, {}, {});
    await Promise.all([1, 2, 3, 4].map(() => judgeItems(ids, aScorer(AUTOMATIC_SIGNALS), now())));
    await judgeItems(ids, aScorer(AUTOMATIC_SIGNALS), now());
    expect(await db().decision.count({ where: { itemId: { in: ids } } })).toBe(3);
    expect(await db().signalSet.count({ where: { itemId: { in: ids } } })).toBe(3);
  });

  it("a poisoned item fails alone, and in the end reaches a person unscored", async () => {
    const [good = "", bad = ""] = await ingest({}, { text: "poison" });
    const scorer: Scorer = async (texts) => {
      if (texts.some(({ text }) => text === "poison")) throw new Error("the model choked");
      return aScorer({})(texts);
    };
    const report = await judgeItems([good, bad], scorer, now());
    expect([...report.failed.keys()]).toEqual([bad]);
    expect((await db().item.findUniqueOrThrow({ where: { id: good } })).state).toBe("allowed");
    await giveUpOnItems([bad], "the model choked", now());
    const found = await db().case.findFirstOrThrow({
      where: { itemId: bad },
      include: { queue: true, item: true },
    });
    expect([found.queue.slug, found.item.state]).toEqual(["unscored", "in_review"]);
  });

  it("signals that are no probabilities never let an item pass", async () => {
    const [id = ""] = await ingest({});
    const report = await judgeItems([id], aScorer({ hate: Number.NaN }), now());
    expect(report.failed.has(id)).toBe(true);
    expect((await db().item.findUniqueOrThrow({ where: { id } })).state).toBe("pending");
  });
});

describe("invariant 9: every signal names its model version", () => {
  it("keeps source, version, provider and latency with the numbers", async () => {
    const [id = ""] = await ingest({});
    await judgeItems([id], aScorer({ hate: 0.1 }), now());
    const { externalId } = await db().item.findUniqueOrThrow({ where: { id } });
    expect((await getItem(externalId)).signals).toEqual([
      { source: "test-model", version: "1", provider: "cpu", values: { hate: 0.1 } },
    ]);
    expect(await db().signalSet.findFirst({ where: { itemId: id } })).toMatchObject({ latencyMs: 1 });
  });
});

describe("what a platform may send", () => {
  it("keeps Unicode intact", async () => {
    const text = "\u200f\u202Eسلام\u200cها e\u0301 👩‍👩‍👧‍👦 \uFEFF𝔘 \t\r\n \u{10FFFF}";
    await send({ externalId: "نشانی/۱ %2F?#", text });
    expect(await db().item.findFirstOrThrow({ where: { externalId: "نشانی/۱ %2F?#" } })).toMatchObject({
      text,
    });
  });

  it.each([
    ["an unpaired surrogate", { externalId: "u", text: "a\ud800b" }, "text"],
    ["U+0000", { externalId: "u", text: "a\0b" }, "text"],
    ["U+0000 deep in the facts", { externalId: "u", text: "x", facts: { note: "\0" } }, "facts.note"],
    ["neither text nor media", { externalId: "u" }, "text"],
    ["no id", { text: "x" }, "externalId"],
    ["a text that is too long", { externalId: "u", text: "x".repeat(100_001) }, "text"],
    ["a language that is none", { externalId: "u", text: "x", language: "english please" }, "language"],
    [
      "a javascript address as media",
      { externalId: "u", media: [{ url: "javascript:alert(1)" }] },
      "media[0].url",
    ],
  ])("refuses %s and names the field, while its neighbour is taken", async (_name, bad, field) => {
    const outcome = await send(bad, { externalId: `ok-${Math.random()}`, text: "fine" });
    expect(outcome).toMatchObject({ accepted: 1, refused: 1 });
    expect(outcome.results[0]).toMatchObject({
      status: "refused",
      errors: [expect.objectContaining({ field })],
    });
  });

  it("refuses a list that is empty or too long, and what is no object", () => {
    for (const body of [{ items: [] }, { items: Array(501).fill({}) }, "text", null, 5])
      expect(() => readBatch(body, itemInputSchema, "items", 500)).toThrow();
  });
});

describe("reports", () => {
  const report = (externalId: string, reporterExternalId: string) =>
    reportItems(
      readBatch({ externalId, reporterExternalId, reason: "hate" }, reportInputSchema, "reports", 500).parsed,
    );

  it("bring an allowed item to people, once per reporter, and make a waiting case more urgent", async () => {
    const [id = ""] = await ingest({ externalId: "reported" });
    await judgeItems([id], aScorer({}), now());
    expect(await report("reported", "r1")).toMatchObject([{ status: "accepted" }]);
    expect(await report("reported", "r1")).toMatchObject([{ status: "unchanged" }]);
    for (const reporter of ["r2", "r3"]) await report("reported", reporter);
    await reconsiderItems([id], now());
    const before = await db().case.findFirstOrThrow({ where: { itemId: id }, include: { item: true } });
    expect(before.item.state).toBe("in_review");
    await report("reported", "r4");
    await reconsiderItems([id], now());
    const after = await db().case.findFirstOrThrow({ where: { itemId: id } });
    expect(after.rank).toBeGreaterThan(before.rank);
    expect(after.version).toBe(before.version);
  });

  it("on an item that is still being scored wait for it; on an unknown one are refused", async () => {
    const [id = ""] = await ingest({ externalId: "pending" });
    await report("pending", "r1");
    expect(await reconsiderItems([id], now())).toEqual([id]);
    expect(await report("nowhere", "r1")).toMatchObject([
      { status: "refused", errors: [{ field: "externalId" }] },
    ]);
  });
});
