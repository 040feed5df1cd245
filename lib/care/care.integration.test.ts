import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import {
  claimCase,
  claimNext,
  decideCase,
  getCase,
  handOver,
  holdCase,
  releaseClaim,
  takeBreak,
} from "#lib/review/index.ts";
import {
  careSettings,
  finishBreak,
  lighterThan,
  myBreak,
  myCare,
  myWellbeing,
  recordExposure,
  saveCareSettings,
  saveMyCare,
  saveTimeZone,
  snoozeBreak,
  teamLoad,
} from "./index.ts";
import { type CareSettings, DEFAULT_CARE_SETTINGS } from "./schema.ts";

const MINUTE_MS = 60_000;
let someCase = "";

beforeAll(async () => {
  await installPolicies();
  const [number = 0] = await openCasesFor(1);
  someCase = (await db().case.findUniqueOrThrow({ where: { number } })).id;
});

/** What a person saw: so many of one severity, a minute each, the last one at `until`. */
async function saw(viewer: Viewer, severity: number, count: number, until: Date): Promise<void> {
  await db().exposure.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      userId: viewer.userId,
      caseId: someCase,
      severity,
      seconds: 60,
      reveals: 1,
      createdAt: new Date(until.getTime() - (count - 1 - index) * MINUTE_MS),
    })),
  });
}

/** A queue of its own, with cases of these severities in this order. */
async function aQueueOf(severities: number[]): Promise<{ slug: string; numbers: number[] }> {
  const slug = `care-${randomUUID().slice(0, 8)}`;
  const queue = await db().queue.create({ data: { slug, name: slug, purpose: "triage", slaMinutes: 60 } });
  const numbers = await openCasesFor(severities.length);
  for (const [index, number] of numbers.entries())
    await db().case.update({
      where: { number },
      data: { queueId: queue.id, severity: severities[index] ?? 1, rank: 1000 - index },
    });
  return { slug, numbers };
}

const decide = async (viewer: Viewer, number: number) =>
  decideCase(viewer, number, {
    version: (await getCase(viewer, number)).version,
    action: "allow",
    policyCode: null,
    rationale: "",
    reveals: 2,
  });

describe("rotation of severity", () => {
  it("after three heavy cases in a row the next is a lighter one of the same queue", async () => {
    const { slug, numbers } = await aQueueOf([5, 5, 5, 5, 2, 5]);
    const viewer = await aViewer("moderator");
    const order: (number | undefined)[] = [];
    for (let turn = 0; turn < numbers.length; turn++) {
      const next = await claimNext(viewer, slug, []);
      order.push(next?.severity);
      if (next) await decide(viewer, next.number);
    }
    expect(order).toEqual([5, 5, 5, 2, 5, 5]);
  });

  it("cases claimed ahead count as seen, and a break begins the count anew", async () => {
    const { slug } = await aQueueOf([5, 5, 5, 5, 5, 1]);
    const viewer = await aViewer("moderator");
    for (let ahead = 0; ahead < 3; ahead++) await claimNext(viewer, slug, []);
    expect(await lighterThan(db(), viewer.userId)).toBe(4);
    await takeBreak(viewer);
    await finishBreak(viewer, new Date(Date.now() + 1));
    expect(await lighterThan(db(), viewer.userId)).toBeNull();
  });

  it("never leaves a queue stuck: where only heavy cases wait, they come in their order", async () => {
    const { slug, numbers } = await aQueueOf([5, 4, 5, 5, 4]);
    const viewer = await aViewer("moderator");
    const order: (number | undefined)[] = [];
    for (let turn = 0; turn < numbers.length; turn++) order.push((await claimNext(viewer, slug, []))?.number);
    expect(order).toEqual(numbers);
    expect(await claimNext(viewer, slug, [])).toBeNull();
  });

  it("under concurrency every case still goes to one person, and none stays behind", async () => {
    const severities = Array.from({ length: 60 }, (_, index) => (index % 5 === 4 ? 1 : 5));
    const { slug, numbers } = await aQueueOf(severities);
    const viewers = await Promise.all(Array.from({ length: 20 }, () => aViewer("moderator")));
    const taken = await Promise.all(
      viewers.map(async (viewer) => {
        const mine: number[] = [];
        for (let turn = 0; turn < 3; turn++) {
          const next = await claimNext(viewer, slug, []);
          if (next) mine.push(next.number);
        }
        return mine;
      }),
    );
    expect(taken.flat().sort((a, b) => a - b)).toEqual(numbers);
  });

  it("off is off", async () => {
    const { slug } = await aQueueOf([5, 5, 5, 5, 1]);
    const viewer = await aViewer("moderator");
    await saveMyCare(viewer, { rotation: false });
    const order: (number | undefined)[] = [];
    for (let turn = 0; turn < 5; turn++) order.push((await claimNext(viewer, slug, []))?.severity);
    expect(order).toEqual([5, 5, 5, 5, 1]);
  });
});

describe("the budget of a shift", () => {
  it("counts across midnight, in the person's own time zone", async () => {
    const viewer = await aViewer("moderator");
    await saveTimeZone(viewer, "Asia/Tehran");
    // A late shift: from eleven in the evening until one in the morning, Tehran time (UTC + 3:30).
    await saw(viewer, 5, 4, new Date("2026-11-18T20:00:00Z"));
    await saw(viewer, 5, 3, new Date("2026-11-18T21:25:00Z"));
    const atNight = await myCare(viewer, new Date("2026-11-18T21:30:00Z"));
    expect(atNight.budget.items).toBe(7);
    expect((await myCare(viewer, new Date("2026-11-19T00:29:00Z"))).budget.items).toBe(7);
    expect((await myCare(viewer, new Date("2026-11-19T00:30:00Z"))).budget.items).toBe(0);
  });

  it("offers a break before it is spent, and no more after later or a break", async () => {
    const viewer = await aViewer("moderator");
    const now = new Date();
    await saveMyCare(viewer, { items: 10 });
    await saw(viewer, 4, 8, now);
    expect((await myCare(viewer, now)).budget).toMatchObject({ items: 8, state: "offer", offer: "budget" });
    await snoozeBreak(viewer, now);
    expect((await myCare(viewer, now)).budget.offer).toBeNull();
    await db().carePreference.update({ where: { userId: viewer.userId }, data: { snoozedUntil: null } });
    await takeBreak(viewer, now);
    await finishBreak(viewer, new Date(now.getTime() + 5 * MINUTE_MS));
    expect((await myCare(viewer, new Date(now.getTime() + 6 * MINUTE_MS))).budget.offer).toBeNull();
  });

  it("what is skipped, handed over or laid aside was seen; what was only claimed ahead was not", async () => {
    const viewer = await aViewer("moderator");
    const colleague = await aViewer("moderator");
    const numbers = await openCasesFor(4);
    const held = await Promise.all(numbers.map((number) => claimCase(viewer, number, 1)));
    const [skipped, passed, aside, ahead] = held;
    if (!skipped || !passed || !aside || !ahead) throw new Error("not claimed");
    await releaseClaim(viewer, skipped.number, skipped.version, 2);
    await handOver(viewer, passed.number, passed.version, colleague.userId, 1);
    const wait = { version: aside.version, reason: "a translation", minutes: 30, reveals: 0 };
    await holdCase(viewer, aside.number, wait);
    await releaseClaim(viewer, ahead.number, ahead.version);
    const seen = await db().exposure.findMany({
      where: { userId: viewer.userId },
      select: { reveals: true, case: { select: { number: true } } },
    });
    const byNumber = new Map(seen.map((one) => [one.case.number, one.reveals]));
    expect(byNumber).toEqual(
      new Map([
        [skipped.number, 2],
        [passed.number, 1],
        [aside.number, 0],
      ]),
    );
    // A claim that is not theirs any more leaves nothing behind.
    await expect(releaseClaim(viewer, skipped.number, skipped.version, 1)).rejects.toThrow();
    expect(await db().exposure.count({ where: { userId: viewer.userId } })).toBe(3);
  });

  it("time with a case counts from the end of the one before: nobody looks at two at once", async () => {
    const viewer = await aViewer("moderator");
    const now = new Date();
    const exposure = { userId: viewer.userId, caseId: someCase, severity: 5, reveals: 0 };
    await recordExposure(db(), { ...exposure, handleSeconds: 40 }, now);
    await recordExposure(db(), { ...exposure, handleSeconds: 70 }, new Date(now.getTime() + 30_000));
    expect((await myCare(viewer, new Date(now.getTime() + 31_000))).budget.minutes).toBeCloseTo(70 / 60);
  });
});

describe("a break", () => {
  it("gives every case held back in one transaction, and says which", async () => {
    const { slug, numbers } = await aQueueOf([3, 3, 3]);
    const [viewer, other] = [await aViewer("moderator"), await aViewer("moderator")];
    await claimNext(viewer, slug, []);
    await claimNext(viewer, slug, []);
    const theirs = await claimNext(other, slug, []);
    const taken = await takeBreak(viewer);
    expect(taken.released).toEqual(numbers.slice(0, 2).map((number) => ({ number, queue: slug })));
    expect(await db().case.count({ where: { claimedById: viewer.userId } })).toBe(0);
    expect((await getCase(other, theirs?.number ?? 0)).claim?.mine).toBe(true);
    expect(await myBreak(viewer)).toMatchObject({ endedAt: null, released: taken.released });
  });

  it("is one, however many tabs begin it at once", async () => {
    const viewer = await aViewer("moderator");
    const begun = await Promise.all([takeBreak(viewer), takeBreak(viewer), takeBreak(viewer)]);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    expect(await db().break.count({ where: { userId: viewer.userId } })).toBe(1);
  });

  it("ends when work begins again, and is in one's own list", async () => {
    const [number = 0] = await openCasesFor(1);
    const viewer = await aViewer("moderator");
    await takeBreak(viewer);
    await claimCase(viewer, number, (await getCase(viewer, number)).version);
    expect(await myBreak(viewer)).toBeNull();
    expect((await myWellbeing(viewer)).breaks).toMatchObject([{ released: [] }]);
    await expect(finishBreak(viewer)).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("the organisation's defaults", () => {
  const restore = async (admin: Viewer) => {
    const { revision } = await careSettings(admin);
    await saveCareSettings(admin, { revision, settings: DEFAULT_CARE_SETTINGS });
  };

  it("a change needs the right, names what it saw, and is audited with what was before", async () => {
    const [admin, moderator] = [await aViewer("admin"), await aViewer("moderator")];
    const { revision, settings } = await careSettings(admin);
    const next: CareSettings = { ...settings, blur: { on: true, mayTurnOff: false } };
    await expect(saveCareSettings(moderator, { revision, settings: next })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await saveCareSettings(admin, { revision, settings: next });
    await expect(saveCareSettings(admin, { revision, settings })).rejects.toMatchObject({ kind: "conflict" });
    await saveMyCare(moderator, { blur: false });
    expect((await myCare(moderator)).inForce.blur).toBe(true);
    const [entry] = await db().auditEntry.findMany({
      where: { action: "care.settings_changed" },
      orderBy: { sequence: "desc" },
    });
    expect(JSON.parse(entry?.body ?? "{}").data).toMatchObject({
      before: { blur: { mayTurnOff: true } },
      after: { blur: { mayTurnOff: false } },
    });
    await restore(admin);
  });

  it("leads see counts, and names in alphabetical order only where the organisation chose so", async () => {
    const lead = await aViewer("lead");
    const people = await Promise.all([aViewer("moderator"), aViewer("moderator"), aViewer("moderator")]);
    const now = new Date();
    for (const [index, viewer] of people.entries()) await saw(viewer, 5, 20 + index, now);
    const load = await teamLoad(lead, now);
    expect(load.overBudget).toBeGreaterThanOrEqual(3);
    expect(load.overBudgetNames).toBeNull();
    expect(JSON.stringify(load)).not.toContain(people[0]?.name);
    const admin = await aViewer("admin");
    const { revision, settings } = await careSettings(admin);
    await saveCareSettings(admin, { revision, settings: { ...settings, team: { names: true } } });
    const { overBudgetNames: names } = await teamLoad(lead, now);
    expect(names).toEqual(names?.toSorted());
    for (const { name } of people) expect(names).toContain(name);
    await expect(teamLoad(people[0] as Viewer)).rejects.toMatchObject({ kind: "forbidden" });
    await restore(admin);
  });
});
