import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { claimNext, createQueue, escalateCase, listQueueSettings, retireQueue } from "#lib/review/index.ts";
import { aQueue, fill, listed, SETTINGS } from "#lib/review/testing.ts";
import { listNotices, listPaths, savePath, watchEscalations } from "./index.ts";

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

/** Everyone is at work, unless a test says otherwise; and nothing is escalated yet. */
beforeEach(async () => {
  await db().case.updateMany({ where: { state: "open" }, data: { state: "cancelled" } });
  await db().user.updateMany({ data: { active: true } });
  await db().roleLimit.deleteMany();
  await beAtWork();
  await watchEscalations();
});

async function beAtWork(): Promise<void> {
  await db().session.deleteMany();
  const [users, now] = [await db().user.findMany(), Date.now()];
  await db().session.createMany({
    data: users.map(({ id }) => ({
      userId: id,
      address: "local",
      userAgent: "",
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + 3_600_000),
    })),
  });
}

async function anEscalationQueue(): Promise<string> {
  const slug = `escalation-${randomUUID().slice(0, 8)}`;
  await createQueue(lead, { ...SETTINGS, slug, purpose: "escalation" });
  return slug;
}

async function setPath(id: string, queue: string | null, dueMinutes: number): Promise<void> {
  const { paths } = await listPaths(lead);
  const revision = paths.find((path) => path.id === id)?.revision ?? 0;
  await savePath(lead, id, { revision, queue, dueMinutes });
}

/** A case in a queue of its own that a moderator holds. */
async function held(policyCode = "H-2") {
  const slug = await aQueue(lead);
  await fill(slug, [{ policyCode }, { policyCode, severity: 5 }, { policyCode }]);
  const viewer = await aViewer("moderator");
  await beAtWork();
  const view = await claimNext(viewer, slug, []);
  if (!view) throw new Error("no case");
  return { slug, viewer, view };
}

const openAlarms = async () =>
  (await listNotices(lead)).alarms.map(({ cause, caseNumbers }) => ({ cause, caseNumbers }));
const queueOf = async (number: number) =>
  (await db().case.findUniqueOrThrow({ where: { number }, include: { queue: true } })).queue.slug;

describe("paths", () => {
  it("an escalation goes along its policy's path, due by the earlier of its own time and the path's", async () => {
    const queue = await anEscalationQueue();
    await setPath("policy:H-2", queue, 20);
    const { viewer, view } = await held();
    const destination = await escalateCase(viewer, view.number, view.version, "too hard for me");
    expect(await queueOf(view.number)).toBe(queue);
    const minutesLeft = (Date.parse(destination.dueAt) - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(19);
    expect(minutesLeft).toBeLessThanOrEqual(20);
    await setPath("policy:H-2", queue, 5_000);
    const later = await held();
    const kept = await escalateCase(later.viewer, later.view.number, later.view.version, "as well");
    expect(kept.dueAt).toBe(later.view.dueAt);
    await setPath("policy:H-2", null, 20);
  });

  it("a path is changed at the revision that was seen, to a queue for escalations, by who may", async () => {
    const queue = await anEscalationQueue();
    const { paths } = await listPaths(lead);
    const revision = paths.find(({ id }) => id === "policy:C-1")?.revision ?? 0;
    const change = { revision, queue, dueMinutes: 10 };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => savePath(lead, "policy:C-1", change)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ kind: "conflict" });
    await expect(
      savePath(lead, "policy:C-1", { revision: revision + 1, queue: "violence", dueMinutes: 10 }),
    ).rejects.toMatchObject({ kind: "invalid" });
    await expect(
      savePath(lead, "policy:nothing", { revision: 0, queue, dueMinutes: 10 }),
    ).rejects.toMatchObject({ kind: "not_found" });
    await expect(savePath(await aViewer("moderator"), "default", change)).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect(
      await db().auditEntry.count({
        where: { action: "escalation_path.changed", subject: "escalation_path:policy:C-1" },
      }),
    ).toBe(1);
  });

  it("a queue that a path leads to is not retired, and the path is named", async () => {
    const queue = await anEscalationQueue();
    await setPath("policy:V-1", queue, 20);
    const revision = async () =>
      (await listQueueSettings(lead)).find(({ slug }) => slug === queue)?.revision ?? 0;
    await expect(
      retireQueue(lead, queue, { revision: await revision(), retired: true }),
    ).rejects.toMatchObject({
      kind: "conflict",
      extra: { reason: "path", paths: ["policy:V-1"] },
    });
    await setPath("policy:V-1", null, 20);
    await retireQueue(lead, queue, { revision: await revision(), retired: true });
    await expect(setPath("policy:V-1", queue, 20)).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("an escalation is never met with silence", () => {
  it("where nobody may take it, it stays at the top of its queue, an alarm says so, and it goes on once somebody may", async () => {
    const { slug, viewer, view } = await held();
    const queue = await anEscalationQueue();
    await setPath("policy:H-2", queue, 20);
    // Everyone's right ends at the queue it comes from.
    const people = await db().user.findMany({ where: { active: true } });
    await db().roleLimit.createMany({
      data: people.flatMap(({ id, roles }) =>
        roles.map((roleId) => ({ userId: id, roleId, queues: [slug] })),
      ),
    });
    const destination = await escalateCase(viewer, view.number, view.version, "what now?");
    expect(destination.queue).toBeNull();
    expect(await queueOf(view.number)).toBe(slug);
    expect((await listed(lead, slug))[0]).toBe(view.number);
    expect(await openAlarms()).toEqual([{ cause: "stranded", caseNumbers: [view.number] }]);
    // Looking again raises nothing twice, however many look.
    await Promise.all(Array.from({ length: 5 }, () => watchEscalations()));
    expect(await db().escalationAlarm.count({ where: { closedAt: null } })).toBe(1);
    await db().roleLimit.deleteMany({ where: { userId: lead.userId } });
    await watchEscalations();
    expect(await queueOf(view.number)).toBe(queue);
    expect(await openAlarms()).toEqual([]);
    const [raised, closed] = await Promise.all(
      ["raised", "closed"].map((what) =>
        db().auditEntry.count({ where: { action: `escalation_alarm.${what}` } }),
      ),
    );
    expect(raised).toBe(closed);
    await setPath("policy:H-2", null, 20);
  });

  it("where nobody who may has been at work for a while, it goes its way and an alarm says so until somebody is", async () => {
    const { viewer, view } = await held();
    await db().session.updateMany({ data: { lastSeenAt: new Date(Date.now() - 31 * 60_000) } });
    const destination = await escalateCase(viewer, view.number, view.version, "anybody?");
    expect(destination.away).toBe(true);
    expect(await queueOf(view.number)).toBe("escalations");
    expect(await openAlarms()).toEqual([{ cause: "away", caseNumbers: [view.number] }]);
    await beAtWork();
    await watchEscalations();
    expect(await openAlarms()).toEqual([]);
  });

  it("one that nobody took in time raises an alarm until somebody takes it", async () => {
    const { viewer, view } = await held();
    await escalateCase(viewer, view.number, view.version, "hard");
    await db().case.update({
      where: { number: view.number },
      data: { dueAt: new Date(Date.now() - 60_000) },
    });
    await watchEscalations();
    expect(await openAlarms()).toEqual([{ cause: "overdue", caseNumbers: [view.number] }]);
    expect((await listNotices(await aViewer("moderator"))).alarms).toEqual([]);
    expect((await claimNext(lead, "escalations", []))?.number).toBe(view.number);
    await watchEscalations();
    expect(await openAlarms()).toEqual([]);
  });

  it("a second escalation of one item goes the same way as the first", async () => {
    const { slug, viewer, view } = await held();
    const { itemId } = await db().case.findUniqueOrThrow({ where: { number: view.number } });
    await escalateCase(viewer, view.number, view.version, "first");
    const triage = await db().queue.findUniqueOrThrow({ where: { slug } });
    const again = await db().case.create({
      data: {
        queueId: triage.id,
        itemId,
        purpose: "triage",
        severity: 5,
        policyCode: "H-2",
        reasons: [],
        priorityParts: { severity: 35, confidence: 35, reach: 20, reports: 10, base: 100 },
        rank: 1_000_000,
        dueAt: new Date(Date.now() + 3_600_000),
      },
    });
    const next = await claimNext(viewer, slug, []);
    expect(next?.number).toBe(again.number);
    await escalateCase(viewer, again.number, next?.version ?? 0, "second");
    expect(await queueOf(again.number)).toBe("escalations");
  });
});
