import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, ingest, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { REACH_BOUNDS } from "./case-filter.ts";
import {
  casesQuerySchema,
  claimNext,
  countFacets,
  createQueue,
  createView,
  decideCase,
  deleteView,
  escalateCase,
  listCases,
  listQueueSettings,
  listQueues,
  listViews,
  openCases,
  readDefaultView,
  recordBreaches,
  releaseClaim,
  retireQueue,
  setDefaultView,
  setSkills,
  undoDecision,
  updateQueue,
} from "./index.ts";
import { QUEUE_ORDERS, type QueueOrder } from "./order.ts";
import { orderKey } from "./order-key.ts";
import { EVERYTHING } from "./skills.ts";

const ALLOW = { action: "allow", policyCode: null, rationale: "", reveals: 0 } as const;
const SETTINGS = {
  name: { en: "Own", fa: "خودی" },
  slaMinutes: 60,
  warningShare: 0.25,
  order: "priority" as QueueOrder,
  position: 50,
};

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

/** A queue of the test's own. */
async function aQueue(settings: Partial<typeof SETTINGS> = {}): Promise<string> {
  const slug = `own-${randomUUID().slice(0, 8)}`;
  await createQueue(lead, { ...SETTINGS, ...settings, slug, purpose: "triage" });
  return slug;
}

interface Given {
  language?: string;
  reach?: number;
  policyCode?: string;
  severity?: number;
  hoursAgo?: number;
}

/** Opens a case for each, and returns their numbers in order. */
async function fill(queueSlug: string, cases: Given[]): Promise<number[]> {
  const ids = await ingest(
    ...cases.map(({ language, reach = 0 }) => ({
      text: `post ${randomUUID()}`,
      reach,
      ...(language ? { language } : {}),
    })),
  );
  for (const [at, { reach = 0, policyCode = "hate", severity = 3, hoursAgo = 0 }] of cases.entries()) {
    const reasons = [
      {
        kind: "signal" as const,
        signal: policyCode,
        value: 0.8,
        threshold: 0.5,
        policyCode,
        source: "m",
        version: "1",
      },
      ...(at % 2 === 0 ? [{ kind: "reports" as const, count: 2, reliability: 0.5 }] : []),
    ];
    await openCases(
      db(),
      [
        {
          itemId: ids[at] ?? "",
          queueSlug,
          severity,
          policyCode,
          reasons,
          confidence: 0.5,
          reach,
          reporterWeights: [],
        },
      ],
      new Date(Date.now() - hoursAgo * 3_600_000),
    );
  }
  const rows = await db().case.findMany({ where: { itemId: { in: ids }, queue: { slug: queueSlug } } });
  return ids.map((id) => rows.find((row) => row.itemId === id)?.number ?? 0);
}

const page = (query: object = {}) => casesQuerySchema.parse(query);

async function listed(slug: string, query: object = {}): Promise<number[]> {
  const numbers: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await listCases(lead, slug, page({ limit: 3, ...query, ...(cursor ? { cursor } : {}) }));
    numbers.push(...answer.cases.map((one) => one.number));
    cursor = answer.nextCursor;
  }
  return numbers;
}

describe("a queue's order", () => {
  it.each(QUEUE_ORDERS)(
    "by %s: pages and the next case follow the same order, as the rules say it",
    async (order) => {
      const slug = await aQueue({ order });
      await fill(slug, [
        { reach: 10, severity: 5 },
        { reach: 900_000, severity: 1, hoursAgo: 3 },
        { reach: 0, severity: 2, hoursAgo: 70 },
        { reach: 5_000, severity: 3, hoursAgo: 10 },
        { reach: 80, severity: 4, hoursAgo: 1 },
        { reach: 80, severity: 4, hoursAgo: 1 },
        { reach: 300, severity: 2, hoursAgo: 5 },
      ]);
      const facts = await db().caseFacts.findMany({
        where: { queue: { slug } },
        include: { case: { select: { number: true } } },
      });
      const expected = facts
        .sort((a, b) => orderKey(order, a) - orderKey(order, b) || (a.caseId < b.caseId ? -1 : 1))
        .map((one) => one.case.number);
      expect(await listed(slug)).toEqual(expected);
      const viewer = await aViewer("moderator");
      const taken: (number | undefined)[] = [];
      for (let nth = 0; nth < expected.length; nth++) taken.push((await claimNext(viewer, slug, []))?.number);
      expect(taken).toEqual(expected);
    },
  );

  it("a cursor from before the order changed begins anew, and one that is no cursor is refused", async () => {
    const slug = await aQueue();
    await fill(slug, [{}, {}, {}]);
    const { nextCursor } = await listCases(lead, slug, page({ limit: 2 }));
    await updateQueue(lead, slug, { ...SETTINGS, order: "age", revision: 1 });
    const again = await listCases(lead, slug, page({ limit: 2, cursor: nextCursor ?? "" }));
    expect(again.cases).toHaveLength(2);
    await expect(listCases(lead, slug, page({ cursor: "x" }))).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("a queue's settings", () => {
  it("a change at a stale revision is refused, and nothing is written", async () => {
    const slug = await aQueue();
    await updateQueue(lead, slug, { ...SETTINGS, slaMinutes: 30, revision: 1 });
    await expect(updateQueue(lead, slug, { ...SETTINGS, slaMinutes: 5, revision: 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
    const settings = await listQueueSettings(lead);
    expect(settings.find((queue) => queue.slug === slug)).toMatchObject({ slaMinutes: 30, revision: 2 });
  });

  it("a queue with cases is not retired, nor one that a policy sends to, nor the last of its purpose", async () => {
    const slug = await aQueue();
    const [number = 0] = await fill(slug, [{}]);
    const retire = (of: string, revision: number) => retireQueue(lead, of, { revision, retired: true });
    await expect(retire(slug, 1)).rejects.toMatchObject({ extra: { reason: "not_empty" } });
    await expect(retire("violence", 1)).rejects.toMatchObject({ extra: { reason: "in_use" } });
    await expect(retire("escalations", 1)).rejects.toMatchObject({ extra: { reason: "last" } });
    const viewer = await aViewer("moderator");
    const held = await claimNext(viewer, slug, []);
    await decideCase(viewer, number, { ...ALLOW, version: held?.version ?? 0 });
    await retire(slug, 1);
    expect((await listQueues(lead)).some((queue) => queue.slug === slug)).toBe(false);
    // What would have come here goes to the first triage queue: no item is lost.
    const [id = ""] = await ingest({});
    const lost = { itemId: id, queueSlug: slug, severity: 1, policyCode: null, reasons: [] };
    await openCases(db(), [{ ...lost, confidence: 0, reach: 0, reporterWeights: [] }], new Date());
    expect(await db().case.count({ where: { itemId: id, queue: { slug: "care" } } })).toBe(1);
  });

  it("a moderator may not change them", async () => {
    const moderator = await aViewer("moderator");
    await expect(listQueueSettings(moderator)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(setSkills(moderator, lead.userId, EVERYTHING)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("skills", () => {
  it("the next case is one the person can judge, in the order of the queue", async () => {
    const slug = await aQueue({ order: "age" });
    const [, grave, spam, english, any] = await fill(slug, [
      { language: "fa", hoursAgo: 5 },
      { language: "en", severity: 5, hoursAgo: 4 },
      { language: "en", policyCode: "spam", hoursAgo: 3 },
      { language: "en-GB", hoursAgo: 2 },
      { hoursAgo: 1 },
    ]);
    const viewer = await aViewer("moderator");
    await setSkills(lead, viewer.userId, { languages: ["en"], policyCodes: ["hate"], maxSeverity: 4 });
    expect((await claimNext(viewer, slug, []))?.number).toBe(english);
    expect((await claimNext(viewer, slug, []))?.number).toBe(any);
    expect(await claimNext(viewer, slug, [])).toBeNull();
    await setSkills(lead, viewer.userId, { languages: ["en"], policyCodes: [], maxSeverity: null });
    expect([
      (await claimNext(viewer, slug, []))?.number,
      (await claimNext(viewer, slug, []))?.number,
    ]).toEqual([grave, spam]);
  });
});

describe("time to decide", () => {
  it("a case that becomes late is counted once, whether it is decided, taken back or looked at again", async () => {
    const slug = await aQueue({ slaMinutes: 60 });
    const [late = 0, closedLate = 0] = await fill(slug, [{ hoursAgo: 3 }, { hoursAgo: 2 }, { hoursAgo: 0 }]);
    const viewer = await aViewer("moderator");
    // Closed before the worker looked.
    const held = await claimNext(viewer, slug, [late]);
    expect(held?.number).toBe(closedLate);
    const { decisionId } = await decideCase(viewer, closedLate, { ...ALLOW, version: held?.version ?? 0 });
    const ofQueue = { where: { queue: { slug } } };
    expect(await db().slaBreach.count(ofQueue)).toBe(1);
    await recordBreaches();
    await undoDecision(viewer, decisionId ?? "");
    await recordBreaches();
    expect(await db().slaBreach.count(ofQueue)).toBe(2);
    await expect(db().slaBreach.deleteMany(ofQueue)).rejects.toThrow(/append-only/);
  });

  it("a case is due soon in the last share of its time", async () => {
    const slug = await aQueue({ slaMinutes: 120, warningShare: 0.5 });
    await fill(slug, [{ hoursAgo: 0.5 }, { hoursAgo: 1.5 }, { hoursAgo: 3 }]);
    const { facets } = await countFacets(lead, slug, {});
    expect(facets.due).toEqual([
      { value: "overdue", count: 1 },
      { value: "soon", count: 1 },
      { value: "later", count: 1 },
    ]);
  });
});

describe("saved views", () => {
  it("are one's own or shared by a lead, and one opens the queue", async () => {
    const slug = await aQueue();
    const [mine, other] = [await aViewer("moderator"), await aViewer("moderator")];
    const filter = { language: ["fa"] };
    const { id } = await createView(mine, slug, { name: "Persian", filter, shared: false });
    await expect(createView(mine, slug, { name: "Persian", filter, shared: false })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(createView(mine, slug, { name: "All", filter, shared: true })).rejects.toMatchObject({
      kind: "forbidden",
    });
    const shared = await createView(lead, slug, { name: "For all", filter, shared: true });
    expect((await listViews(other, slug)).map(({ name }) => name)).toEqual(["For all"]);
    await expect(setDefaultView(other, slug, id)).rejects.toMatchObject({ kind: "not_found" });
    await setDefaultView(other, slug, shared.id);
    expect(await readDefaultView(other, slug)).toEqual({ language: "fa" });
    await expect(deleteView(other, id)).rejects.toMatchObject({ kind: "not_found" });
    await deleteView(lead, shared.id);
    expect(await readDefaultView(other, slug)).toBeNull();
  });
});

describe("filters that count", () => {
  it("each value counts under the filters of the others, and the list agrees", async () => {
    const slug = await aQueue();
    await fill(slug, [
      { language: "fa", policyCode: "hate", reach: 5 },
      { language: "fa", policyCode: "spam", reach: 500_000 },
      { language: "en", policyCode: "spam", reach: 150 },
      { policyCode: "spam", hoursAgo: 30 },
    ]);
    const { total, facets } = await countFacets(lead, slug, { language: ["fa"], policy: ["spam"] });
    expect(total).toBe(1);
    expect(facets.language).toEqual([
      { value: "-", count: 1 },
      { value: "en", count: 1 },
      { value: "fa", count: 1 },
    ]);
    expect(facets.policy).toEqual([
      { value: "hate", count: 1 },
      { value: "spam", count: 1 },
    ]);
    expect(facets.reach).toEqual([{ value: "100000", count: 1 }]);
    expect(facets.reason).toEqual([{ value: "signal:spam", count: 1 }]);
    expect(await listed(slug, { language: "fa", policy: "spam" })).toHaveLength(1);
    // A value that is chosen stays, though it counts none.
    const none = await countFacets(lead, slug, { policy: ["nudity"] });
    expect(none.facets.policy).toContainEqual({ value: "nudity", count: 0 });
    const next = await claimNext(await aViewer("moderator"), slug, [], { age: ["24"] });
    expect(next?.item.language ?? null).toBeNull();
    expect((await countFacets(lead, slug, { state: ["claimed"] })).total).toBe(1);
  });

  it("the database's bands of reach are the filter's", async () => {
    const [row] = await db().$queryRaw<{ source: string }[]>`
      SELECT pg_get_functiondef('case_profile'::regproc) AS source`;
    expect(row?.source).toContain(`ARRAY[${REACH_BOUNDS.join(", ")}]`);
  });

  it("counts are right under load: while cases are claimed, decided, escalated and opened, and at rest equal the list", async () => {
    const slug = await aQueue();
    const given: Given[] = Array.from({ length: 60 }, (_, at) => ({
      language: ["en", "fa", "de"][at % 3] ?? "en",
      policyCode: ["hate", "spam"][at % 2] ?? "hate",
      reach: 10 ** (at % 6),
      hoursAgo: at % 5,
    }));
    await fill(slug, given);
    const work = Array.from({ length: 8 }, async (_, at) => {
      const viewer = await aViewer("moderator");
      for (let nth = 0; nth < 5; nth++) {
        const held = await claimNext(viewer, slug, []);
        if (!held) return;
        if (nth === 1) await releaseClaim(viewer, held.number, held.version);
        else if (nth === 2) await escalateCase(viewer, held.number, held.version, "look");
        else if (nth < 4 || at % 2 === 0) {
          const { decisionId } = await decideCase(viewer, held.number, { ...ALLOW, version: held.version });
          if (nth === 3 && decisionId) await undoDecision(viewer, decisionId);
        }
      }
    });
    const watching = Array.from({ length: 12 }, async () => {
      const { total, facets } = await countFacets(lead, slug, {});
      // All counts are of one moment: every facet of single values adds up to the total.
      for (const facet of ["state", "due", "policy", "language", "reach", "age"] as const)
        expect(facets[facet].reduce((sum, row) => sum + row.count, 0)).toBe(total);
    });
    await Promise.all([...work, ...watching, fill(slug, given.slice(0, 10))]);
    const { total, facets } = await countFacets(lead, slug, {});
    expect(await listed(slug, { limit: 100 })).toHaveLength(total);
    expect(total).toBe(await db().case.count({ where: { state: "open", queue: { slug } } }));
    for (const facet of ["state", "policy", "language", "source", "reason", "reach"] as const)
      for (const { value, count } of facets[facet])
        expect([value, await listed(slug, { limit: 100, [facet]: encodeURIComponent(value) })]).toEqual([
          value,
          expect.objectContaining({ length: count }),
        ]);
  });
});

it("cases that nobody at work is given are said per queue, until somebody is", async () => {
  const slug = await aQueue();
  await fill(slug, [{ language: "fa" }, { language: "fa" }, { language: "en" }]);
  await openCasesFor(1);
  await db().user.updateMany({ data: { active: false } });
  await db().user.update({ where: { id: lead.userId }, data: { active: true } });
  await setSkills(lead, lead.userId, { languages: ["en"], policyCodes: [], maxSeverity: null });
  await expect
    .poll(async () => (await listQueues(lead)).find((queue) => queue.slug === slug)?.gaps, { timeout: 5000 })
    .toEqual([{ kind: "language", value: "fa", count: 2 }]);
  await setSkills(lead, lead.userId, EVERYTHING);
  await expect
    .poll(async () => (await listQueues(lead)).find((queue) => queue.slug === slug)?.gaps, { timeout: 5000 })
    .toEqual([]);
});
