import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { db } from "#lib/db/index.ts";
import { listNotices, listPaths, savePath } from "#lib/escalation/index.ts";
import type { CaseFilter } from "./case-filter.ts";
import {
  callOffEmergency,
  caseEscalation,
  claimCase,
  claimNext,
  countFacets,
  createQueue,
  decideCase,
  getCase,
  holdCase,
  markEmergency,
  openBlindCases,
  releaseClaim,
  tickChecklist,
  undoDecision,
} from "./index.ts";
import { QUEUE_ORDERS, type QueueOrder } from "./order.ts";
import { orderKey } from "./order-key.ts";
import { ALLOW, aQueue, fill, type Given, listed, SETTINGS } from "./testing.ts";

let lead: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  await installPolicies();
  [lead, moderator] = [await aViewer("lead"), await aViewer("moderator")];
});

/** A queue of this order that emergencies go to. */
async function anEmergencyQueue(order: QueueOrder = "priority"): Promise<string> {
  const slug = `emergency-${randomUUID().slice(0, 8)}`;
  await createQueue(lead, { ...SETTINGS, order, slug, purpose: "escalation" });
  const { paths } = await listPaths(lead);
  const revision = paths.find(({ id }) => id === "emergency")?.revision ?? 0;
  await savePath(lead, "emergency", { revision, queue: slug, dueMinutes: 10 });
  return slug;
}

const mark = async (number: number, by: Viewer = moderator) =>
  markEmergency(by, number, (await getCase(by, number)).version, "says they will do it tonight");
const caseOf = (number: number) =>
  db().case.findUniqueOrThrow({ where: { number }, include: { queue: true, facts: true } });
const checklistOf = async (number: number) =>
  (await caseEscalation(moderator, number)).emergency?.checklist ?? [];

const given: fc.Arbitrary<Given> = fc.record({
  language: fc.constantFrom("fa", "en"),
  policyCode: fc.constantFrom("H-2", "C-1"),
  severity: fc.integer({ min: 1, max: 5 }),
  reach: fc.integer({ min: 0, max: 1_000_000 }),
  hoursAgo: fc.integer({ min: 0, max: 200 }),
});
const filter: fc.Arbitrary<CaseFilter> = fc.record(
  { language: fc.constant(["fa"]), policy: fc.constant(["C-1"]), due: fc.constant(["overdue"]) },
  { requiredKeys: [] },
);
const asQuery = (wanted: CaseFilter) =>
  Object.fromEntries(Object.entries(wanted).map(([facet, values]) => [facet, values?.join(",")]));

describe("an emergency comes first", () => {
  it.each(QUEUE_ORDERS)(
    "by %s, whatever else waits: on every page, under every filter, and as the next case",
    async (order) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ given, emergency: fc.boolean() }), { minLength: 3, maxLength: 9 }),
          filter,
          async (cases, wanted) => {
            const slug = await anEmergencyQueue(order);
            const numbers = await fill(
              slug,
              cases.map((one) => one.given),
            );
            for (const [at, number] of numbers.entries()) if (cases[at]?.emergency) await mark(number);
            const facts = await db().caseFacts.findMany({
              where: { queue: { slug } },
              include: { case: { select: { number: true } } },
            });
            const expected = facts
              .sort(
                (a, b) =>
                  a.tier - b.tier ||
                  orderKey(order, a) - orderKey(order, b) ||
                  (a.caseId < b.caseId ? -1 : 1),
              )
              .map((one) => one.case.number);
            const emergencies = numbers.filter((_, at) => cases[at]?.emergency);
            expect(new Set(expected.slice(0, emergencies.length))).toEqual(new Set(emergencies));
            expect(await listed(lead, slug)).toEqual(expected);
            const under = await listed(lead, slug, asQuery(wanted));
            expect(under).toEqual(expected.filter((number) => under.includes(number)));
            expect((await countFacets(lead, slug, wanted)).total).toBe(under.length);
            const taken = await claimNext(await aViewer("moderator"), slug, [], wanted);
            expect(taken?.number).toBe(under[0]);
          },
        ),
        { numRuns: 6 },
      );
    },
    60_000,
  );

  it("invariant 1: of a hundred who ask at once exactly one gets it, and the others get other cases", async () => {
    const slug = await anEmergencyQueue();
    const numbers = await fill(
      slug,
      Array.from({ length: 100 }, (_, nth) => ({ severity: 1 + (nth % 5), hoursAgo: nth })),
    );
    // The last one in line, until somebody says what it is.
    const emergency = (await listed(lead, slug)).at(-1) ?? 0;
    await mark(emergency);
    const viewers = await Promise.all(Array.from({ length: 100 }, () => aViewer("moderator")));
    const claimed = await Promise.all(viewers.map((viewer) => claimNext(viewer, slug, [])));
    const taken = claimed.map((view) => view?.number);
    expect(taken.filter((number) => number === emergency)).toHaveLength(1);
    expect(new Set(taken)).toEqual(new Set(numbers));
  }, 60_000);

  it("rotation of severity gives nobody a lighter case in its place", async () => {
    const slug = await anEmergencyQueue();
    const [, grave = 0] = await fill(slug, [{ severity: 1 }, { severity: 5 }, { severity: 2 }]);
    const tired = await aViewer("moderator");
    const { id } = await caseOf(grave);
    const seen = { userId: tired.userId, caseId: id, severity: 5, handleSeconds: 30, reveals: 0 };
    for (let nth = 0; nth < 6; nth++) await recordExposure(db(), seen, new Date());
    const lighter = await claimNext(tired, slug, []);
    expect(lighter?.severity).toBeLessThan(5);
    await releaseClaim(tired, lighter?.number ?? 0, lighter?.version ?? 0);
    await mark(grave);
    expect((await claimNext(tired, slug, []))?.number).toBe(grave);
  });
});

describe("an emergency", () => {
  it("goes along its own path from wherever it was, free for whoever is first, and is told to all who may take it", async () => {
    const [queue, slug] = [await anEmergencyQueue(), await aQueue(lead)];
    const [number = 0] = await fill(slug, [{}]);
    const view = await claimCase(moderator, number, (await getCase(moderator, number)).version);
    const destination = await markEmergency(moderator, number, view.version, "names a place and an hour");
    expect(destination.queue).toMatchObject({ en: "Own" });
    const now = await caseOf(number);
    expect(now).toMatchObject({ tier: 0, purpose: "escalation", claimedById: null, queue: { slug: queue } });
    expect(now.dueAt.getTime() - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    const notices = await listNotices(await aViewer("moderator"));
    expect(notices.emergencies.map((one) => one.number)).toContain(number);
    await expect(
      markEmergency(moderator, number, now.version, "once more, to be sure of it"),
    ).rejects.toMatchObject({ kind: "conflict" });
    await claimCase(moderator, number, now.version);
    expect((await listNotices(lead)).emergencies.map((one) => one.number)).not.toContain(number);
    expect((await listNotices(moderator)).emergencies).toContainEqual(
      expect.objectContaining({ number, mine: true }),
    );
  });

  it("is not decided before all is done that must be, by the holder alone, and each step says who and when", async () => {
    await anEmergencyQueue();
    const [number = 0] = await fill(await aQueue(lead), [{}]);
    await mark(number);
    const { version } = await claimCase(moderator, number, (await getCase(moderator, number)).version);
    const hold = { version, reason: "later", minutes: 30 };
    await expect(holdCase(moderator, number, hold)).rejects.toMatchObject({ extra: { reason: "emergency" } });
    const required = (await checklistOf(number)).filter((item) => item.required);
    expect(required.length).toBeGreaterThan(2);
    const decision = { ...ALLOW, version };
    for (const [nth, { id }] of required.entries()) {
      await expect(decideCase(moderator, number, decision)).rejects.toMatchObject({
        kind: "conflict",
        extra: { reason: "checklist", missing: required.slice(nth).map((item) => item.id) },
      });
      await expect(tickChecklist(lead, number, { item: id, done: true, note: "" })).rejects.toMatchObject({
        kind: "conflict",
      });
      await tickChecklist(moderator, number, { item: id, done: true, note: `reference ${nth}` });
    }
    const [first] = await checklistOf(number);
    expect(first?.done).toMatchObject({ byName: moderator.name, note: "reference 0" });
    // Taken back, it is missing again; the row stays.
    await tickChecklist(moderator, number, { item: first?.id ?? "", done: false, note: "" });
    await expect(decideCase(moderator, number, decision)).rejects.toMatchObject({ kind: "conflict" });
    await tickChecklist(moderator, number, { item: first?.id ?? "", done: true, note: "" });
    const { decisionId } = await decideCase(moderator, number, decision);
    await expect(db().emergencyTick.deleteMany()).rejects.toThrow(/append-only/);
    // Taken back, it stands first again, with what was done.
    await undoDecision(moderator, decisionId ?? "");
    expect(await caseOf(number)).toMatchObject({ state: "open", tier: 0, facts: { tier: 0 } });
    expect((await checklistOf(number)).filter(({ done }) => done)).toHaveLength(required.length);
    const audited = await db().auditEntry.groupBy({
      by: ["action"],
      where: { subject: `case:${number}` },
      _count: true,
    });
    expect(Object.fromEntries(audited.map(({ action, _count }) => [action, _count]))).toMatchObject({
      "case.emergency_marked": 1,
      "emergency.step_done": required.length + 1,
      "emergency.step_undone": 1,
    });
  });

  it("that is none after all goes back where it came from, by a lead with a reason, and to no moderator's wish", async () => {
    await anEmergencyQueue();
    const slug = await aQueue(lead);
    const [number = 0] = await fill(slug, [{}]);
    const before = await caseOf(number);
    await mark(number);
    const { version } = await getCase(lead, number);
    await expect(callOffEmergency(moderator, number, version, "no")).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(callOffEmergency(lead, number, version - 1, "a song text")).rejects.toMatchObject({
      kind: "conflict",
    });
    await callOffEmergency(lead, number, version, "a song text");
    expect(await caseOf(number)).toMatchObject({
      tier: 2,
      purpose: "triage",
      dueAt: before.dueAt,
      queue: { slug },
      reasons: before.reasons,
    });
    expect((await caseEscalation(moderator, number)).emergency).toBeNull();
    await mark(number);
  });

  it("in a colleague's hands, or judged blind, cannot be marked, and the answer says why", async () => {
    await anEmergencyQueue();
    const [number = 0] = await fill(await aQueue(lead), [{}]);
    const { version } = await claimCase(moderator, number, (await getCase(moderator, number)).version);
    await expect(markEmergency(lead, number, version, "quick")).rejects.toMatchObject({
      kind: "conflict",
      extra: { claimedBy: moderator.name },
    });
    await lapseClaim(number);
    await mark(number, lead);
    const { itemId } = await caseOf(number);
    await openBlindCases(db(), [itemId], new Date());
    const sample = await db().case.findFirstOrThrow({ where: { itemId, purpose: "prevalence" } });
    await expect(markEmergency(lead, sample.number, sample.version, "quick")).rejects.toMatchObject({
      kind: "invalid",
      extra: { reason: "blind" },
    });
    expect((await caseEscalation(lead, sample.number)).notMarkable).toBe("sample");
  });
});
