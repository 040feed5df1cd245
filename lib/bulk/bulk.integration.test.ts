import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import { aReceiver } from "#e2e/support/receiver.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { createEndpoint, deliverDue } from "#lib/enforcement/index.ts";
import { claimCase, claimNext, decideCase, getCase, undoDecision } from "#lib/review/index.ts";
import { decideSome } from "./decide-some.ts";
import {
  bulkRequestSchema,
  dryRun,
  getBulk,
  listCandidates,
  startBulk,
  undoBulk,
  workOnBulk,
} from "./index.ts";

const QUEUE = "hate-harassment";
const REMOVE = { action: "remove", policyCode: "S-1", rationale: "the same advertisement everywhere" };

/** Cases light enough to be decided together. */
async function lightCases(count: number): Promise<number[]> {
  const numbers = await openCasesFor(count);
  await db().case.updateMany({ where: { number: { in: numbers } }, data: { severity: 2, policyCode: null } });
  return numbers;
}

/** A request on the items of these cases, as the grid would make it now. */
async function requestFor(numbers: number[], over: Record<string, unknown> = {}) {
  const cases = await db().case.findMany({ where: { number: { in: numbers } }, orderBy: { number: "asc" } });
  return bulkRequestSchema.parse({
    ...REMOVE,
    chosen: { from: "search", query: { q: "advertisement" } },
    members: cases.map(({ itemId, version }) => ({ itemId, caseVersion: version })),
    ...over,
  });
}

async function idOf(number: number): Promise<string> {
  return (await db().bulkAction.findUniqueOrThrow({ where: { number } })).id;
}

async function done(lead: Viewer, numbers: number[], over = {}) {
  const { number } = await startBulk(lead, await requestFor(numbers, over));
  await workOnBulk(await idOf(number));
  return getBulk(lead, number);
}

async function makeDue(bulk: { number: number }, share = 1): Promise<void> {
  const members = await db().bulkMember.findMany({
    where: { bulk: { number: bulk.number }, state: "decided" },
    orderBy: { position: "asc" },
  });
  const ids = members.slice(0, Math.round(members.length * share)).map(({ decisionId }) => decisionId ?? "");
  await db().enforcement.updateMany({
    where: { decisionId: { in: ids } },
    data: { notBefore: new Date(Date.now() - 1000) },
  });
}

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

describe("one decision for many", () => {
  it("invariant 4: each item gets a decision, an exposure, an audit entry and a statement of its own", async () => {
    const numbers = await lightCases(45);
    const bulk = await done(lead, numbers, { seconds: 90 });
    expect(bulk).toMatchObject({ state: "done", counts: { decided: 45 }, total: 45, told: 0, mayUndo: true });
    const decisions = await db().decision.findMany({
      where: { case: { number: { in: numbers } } },
      include: { case: { include: { exposures: true } }, item: true, statement: true },
    });
    expect(decisions).toHaveLength(45);
    for (const decision of decisions) {
      expect(decision).toMatchObject({ action: "remove", actorId: lead.userId, item: { state: "actioned" } });
      expect(decision.case).toMatchObject({
        state: "decided",
        exposures: [{ userId: lead.userId, seconds: 2 }],
      });
      expect(decision.statement).not.toBeNull();
    }
    const audited = await db().auditEntry.findMany({
      where: { action: "decision.made", subject: { in: decisions.map(({ itemId }) => `item:${itemId}`) } },
    });
    expect(audited).toHaveLength(45);
  });

  it("a dry run counts what would happen, and what happens is that", async () => {
    const [free = 0, held = 0, severe = 0, decided = 0, flagged = 0, changed = 0] = await lightCases(6);
    await db().case.update({ where: { number: severe }, data: { severity: 4 } });
    await db().case.update({ where: { number: flagged }, data: { policyCode: "X-9" } });
    await db().policy.create({
      data: {
        code: "X-9",
        versions: {
          create: {
            version: 1,
            title: "One by one",
            text: "",
            severity: 1,
            signal: "x",
            queueSlug: QUEUE,
            thresholds: { automatic: null, review: 0.9 },
            allowedActions: ["allow"],
            examples: { allowed: [], notAllowed: [] },
            oneByOne: true,
            publishedAt: new Date(),
          },
        },
      },
    });
    const other = await aViewer("moderator");
    const request = await requestFor([free, held, severe, decided, flagged, changed]);
    await claimCase(other, held, (await getCase(other, held)).version);
    const mine = await claimCase(other, decided, (await getCase(other, decided)).version);
    await decideCase(other, decided, {
      action: "allow",
      policyCode: null,
      rationale: "",
      reveals: 0,
      version: mine.version,
    });
    await claimCase(other, changed, (await getCase(other, changed)).version);
    await lapseClaim(changed);

    const expected = { no_open_case: 1, one_by_one: 2, claimed: 1, changed: 1 };
    expect(await dryRun(lead, request)).toEqual({ total: 6, decided: 1, skipped: expected });
    const { number } = await startBulk(lead, request);
    await workOnBulk(await idOf(number));
    const bulk = await getBulk(lead, number);
    expect(bulk.counts).toEqual({ decided: 1, skipped: 5 });
    expect(bulk.members.map(({ reason }) => reason)).toEqual([
      null,
      "claimed",
      "one_by_one",
      "no_open_case",
      "one_by_one",
      "changed",
    ]);
    await db().policy.update({ where: { code: "X-9" }, data: { retiredAt: new Date() } });
  });

  it("a policy of severity 4 or 5 is not decided for many, and only who may does it", async () => {
    const request = await requestFor(await lightCases(1), { policyCode: "V-1" });
    await expect(startBulk(lead, request)).rejects.toMatchObject({
      kind: "invalid",
      extra: { reason: "one_by_one" },
    });
    const allowed = await requestFor(await lightCases(1));
    for (const viewer of [await aViewer("moderator"), await aViewer("annotator")]) {
      await expect(startBulk(viewer, allowed)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(dryRun(viewer, allowed)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(listCandidates(viewer, { from: "queue", queue: QUEUE })).rejects.toMatchObject({
        kind: "forbidden",
      });
    }
  });

  it("a right taken away while it runs ends it", async () => {
    const numbers = await lightCases(25);
    const leaver = await aViewer("lead");
    const { number } = await startBulk(leaver, await requestFor(numbers));
    const id = await idOf(number);
    await decideSome(id, new Date());
    await db().user.update({ where: { id: leaver.userId }, data: { roles: ["moderator"] } });
    await workOnBulk(id);
    expect((await getBulk(lead, number)).counts).toEqual({ decided: 20, skipped: 5 });
    expect(await db().case.count({ where: { number: { in: numbers }, state: "open" } })).toBe(5);
  });

  it("the grid shows each item with its case, its signals against thresholds and why it is left out", async () => {
    const [light = 0, severe = 0] = await lightCases(2);
    await db().case.update({ where: { number: severe }, data: { severity: 5 } });
    const { candidates } = await listCandidates(lead, { from: "queue", queue: QUEUE });
    const byNumber = new Map(candidates.map((one) => [one.case?.number, one]));
    expect(byNumber.get(light)).toMatchObject({ refusal: null, severity: 2 });
    expect(byNumber.get(light)?.signals[0]).toMatchObject({ signal: "hate", value: 0.8 });
    expect(byNumber.get(severe)).toMatchObject({ refusal: "one_by_one", severity: 5 });
  });
});

describe("beside a hundred reviewers", () => {
  it("invariant 1: no case is decided twice, none is lost", async () => {
    await db().case.updateMany({ where: { state: "open" }, data: { state: "cancelled" } });
    const numbers = await lightCases(150);
    const { number } = await startBulk(lead, await requestFor(numbers));
    const reviewers = await Promise.all(Array.from({ length: 100 }, () => aViewer("moderator")));
    const id = await idOf(number);
    const [, ...claims] = await Promise.all([
      workOnBulk(id),
      ...reviewers.map(async (reviewer) => {
        const held = await claimNext(reviewer, QUEUE, []);
        if (!held) return null;
        await decideCase(reviewer, held.number, {
          action: "allow",
          policyCode: null,
          rationale: "",
          reveals: 0,
          version: held.version,
        });
        return held.number;
      }),
    ]);
    const bulk = await getBulk(lead, number);
    const byHand = claims.filter((one) => one !== null).length;
    expect((bulk.counts.decided ?? 0) + (bulk.counts.skipped ?? 0)).toBe(150);
    expect(bulk.counts.decided).toBe(
      await db().decision.count({ where: { case: { number: { in: numbers } }, actorId: lead.userId } }),
    );
    const perCase = await db().decision.groupBy({
      by: ["caseId"],
      where: { case: { number: { in: numbers } } },
      _count: true,
    });
    expect(perCase.every(({ _count }) => _count === 1)).toBe(true);
    expect(perCase).toHaveLength((bulk.counts.decided ?? 0) + byHand);
    expect(await db().case.count({ where: { number: { in: numbers }, state: "open" } })).toBe(
      150 - perCase.length,
    );
  });
});

describe("an action that is stopped goes on", () => {
  it("two workers on one action, and a third that comes after both were killed, decide each case once", async () => {
    const numbers = await lightCases(60);
    const { number } = await startBulk(lead, await requestFor(numbers));
    const id = await idOf(number);
    // A worker that is killed has committed some transactions and nothing of the one it was in.
    await decideSome(id, new Date());
    expect((await getBulk(lead, number)).counts).toEqual({ decided: 20, waiting: 40 });
    await Promise.all([workOnBulk(id), workOnBulk(id)]);
    await workOnBulk(id);
    expect(await getBulk(lead, number)).toMatchObject({ state: "done", counts: { decided: 60 } });
    expect(await db().decision.count({ where: { case: { number: { in: numbers } } } })).toBe(60);
  });

  it("a failure in the middle of a transaction writes nothing of it", async () => {
    const numbers = await lightCases(5);
    const { number } = await startBulk(lead, await requestFor(numbers));
    const id = await idOf(number);
    await db().$executeRawUnsafe(
      "CREATE TRIGGER break_it BEFORE INSERT ON exposures FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    );
    await expect(workOnBulk(id)).rejects.toThrow();
    await db().$executeRawUnsafe("DROP TRIGGER break_it ON exposures");
    expect(await db().case.count({ where: { number: { in: numbers }, state: "open" } })).toBe(5);
    await workOnBulk(id);
    expect((await getBulk(lead, number)).counts).toEqual({ decided: 5 });
  });
});

describe("invariant 6: taken back as one", () => {
  it("before delivery the platform hears of nothing, and every case waits again for anybody", async () => {
    const receiver = await aReceiver();
    await createEndpoint("system", { url: receiver.url });
    const numbers = await lightCases(30);
    const bulk = await done(lead, numbers);
    await undoBulk(lead, bulk.number);
    await makeDue(bulk);
    await workOnBulk(await idOf(bulk.number));
    await deliverDue(1000);
    expect(await getBulk(lead, bulk.number)).toMatchObject({
      state: "undone",
      counts: { taken_back: 30 },
      mayUndo: false,
    });
    const items = (await getBulk(lead, bulk.number)).members.map(({ itemId }) => itemId);
    expect(receiver.received.filter(({ body }) => items.includes(body.data.item?.id ?? ""))).toEqual([]);
    const cases = await db().case.findMany({ where: { number: { in: numbers } } });
    expect(cases.every(({ state, claimedById }) => state === "open" && claimedById === null)).toBe(true);
    await expect(undoBulk(lead, bulk.number)).rejects.toMatchObject({ kind: "conflict" });
    await receiver.close();
  });

  it("partly delivered, exactly those the platform has heard of are reversed, in order", async () => {
    const receiver = await aReceiver();
    await createEndpoint("system", { url: receiver.url });
    const bulk = await done(lead, await lightCases(20));
    await makeDue(bulk, 0.35);
    await deliverDue(1000);
    expect((await getBulk(lead, bulk.number)).told).toBe(7);
    await undoBulk(lead, bulk.number);
    await Promise.all([1, 2].map(async () => workOnBulk(await idOf(bulk.number))));
    await deliverDue(1000);
    const after = await getBulk(lead, bulk.number);
    expect(after).toMatchObject({ state: "undone", counts: { taken_back: 13, reversed: 7 } });
    const heard = Map.groupBy(receiver.received, ({ body }) => body.data.item?.id ?? "");
    for (const { itemId, state } of after.members)
      expect((heard.get(itemId) ?? []).map(({ body }) => body.type)).toEqual(
        state === "reversed" ? ["decision.made", "decision.reversed"] : [],
      );
    await receiver.close();
  });

  it("while it runs: what waits is left alone, and what one took back alone stays as it is", async () => {
    const numbers = await lightCases(30);
    const { number } = await startBulk(lead, await requestFor(numbers));
    const id = await idOf(number);
    await decideSome(id, new Date());
    const first = await db().bulkMember.findFirstOrThrow({
      where: { bulkId: id },
      orderBy: { position: "asc" },
    });
    await undoDecision(lead, first.decisionId ?? "");
    await undoBulk(await aViewer("admin"), number);
    await workOnBulk(id);
    const bulk = await getBulk(lead, number);
    expect(bulk).toMatchObject({ state: "undone", counts: { taken_back: 19, kept: 1, skipped: 10 } });
    expect(bulk.members[0]).toMatchObject({ state: "kept", reason: "reversed" });
    expect(bulk.members.at(-1)).toMatchObject({ state: "skipped", reason: "stopped" });
  });

  it("only who made it, or a lead, takes it back", async () => {
    const bulk = await done(lead, await lightCases(1));
    await expect(undoBulk(await aViewer("moderator"), bulk.number)).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
