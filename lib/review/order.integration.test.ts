import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, ingest, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import {
  claimNext,
  countFacets,
  decideCase,
  listCases,
  listQueueSettings,
  listQueues,
  openCases,
  recordBreaches,
  retireQueue,
  setSkills,
  undoDecision,
  updateQueue,
} from "./index.ts";
import { QUEUE_ORDERS } from "./order.ts";
import { orderKey } from "./order-key.ts";
import { EVERYTHING } from "./skills.ts";
import { ALLOW, aQueue, fill, listed, page, SETTINGS } from "./testing.ts";

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

describe("a queue's order", () => {
  it.each(QUEUE_ORDERS)(
    "by %s: pages and the next case follow the same order, as the rules say it",
    async (order) => {
      const slug = await aQueue(lead, { order });
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
      expect(await listed(lead, slug)).toEqual(expected);
      const viewer = await aViewer("moderator");
      const taken: (number | undefined)[] = [];
      for (let nth = 0; nth < expected.length; nth++) taken.push((await claimNext(viewer, slug, []))?.number);
      expect(taken).toEqual(expected);
    },
  );

  it("a cursor from before the order changed begins anew, and one that is no cursor is refused", async () => {
    const slug = await aQueue(lead);
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
    const slug = await aQueue(lead);
    await updateQueue(lead, slug, { ...SETTINGS, slaMinutes: 30, revision: 1 });
    await expect(updateQueue(lead, slug, { ...SETTINGS, slaMinutes: 5, revision: 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
    const settings = await listQueueSettings(lead);
    expect(settings.find((queue) => queue.slug === slug)).toMatchObject({ slaMinutes: 30, revision: 2 });
  });

  it("a queue with cases is not retired, nor one that a policy sends to, nor the last of its purpose", async () => {
    const slug = await aQueue(lead);
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
    const slug = await aQueue(lead, { order: "age" });
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
    const slug = await aQueue(lead, { slaMinutes: 60 });
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
    const slug = await aQueue(lead, { slaMinutes: 120, warningShare: 0.5 });
    await fill(slug, [{ hoursAgo: 0.5 }, { hoursAgo: 1.5 }, { hoursAgo: 3 }]);
    const { facets } = await countFacets(lead, slug, {});
    expect(facets.due).toEqual([
      { value: "overdue", count: 1 },
      { value: "soon", count: 1 },
      { value: "later", count: 1 },
    ]);
  });
});

it("cases that nobody at work is given are said per queue, until somebody is", async () => {
  const slug = await aQueue(lead);
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
