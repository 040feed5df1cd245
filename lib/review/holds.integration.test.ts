import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { openCasesOf, takeAndClose } from "#lib/bulk/case-store.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { deactivatePerson } from "#lib/people/index.ts";
import { MOST_HOLDS } from "./hold-store.ts";
import {
  claimCase,
  claimNext,
  decideCase,
  escalateCase,
  extendClaim,
  getCase,
  handOver,
  holdCase,
  listCases,
  listHolds,
  openBlindCases,
  reassignClaims,
  releaseClaim,
  resumeCase,
  takeBreak,
} from "./index.ts";
import { ALLOW, page } from "./testing.ts";

const QUEUE = "hate-harassment";
const WHY = { reason: "Waiting for a translation", minutes: 240 };

beforeAll(installPolicies);

async function claimed(viewer: Viewer, caseNumber?: number) {
  const number = caseNumber ?? (await openCasesFor(1))[0] ?? 0;
  return claimCase(viewer, number, (await getCase(viewer, number)).version);
}

/** A case on hold and its holder. */
async function held(viewer?: Viewer) {
  const holder = viewer ?? (await aViewer("moderator"));
  const { number, version } = await claimed(holder);
  return { holder, number, view: await holdCase(holder, number, { ...WHY, version }) };
}

const stored = (number: number) => db().case.findUniqueOrThrow({ where: { number } });

describe("a case on hold", () => {
  it("invariant 1: its one live claim runs to the hold's end, and nobody else gets it", async () => {
    const { number, view } = await held();
    expect(view).toMatchObject({ claim: { mine: true }, hold: { reason: WHY.reason } });
    const left = Date.parse(view.claim?.expiresAt ?? "") - Date.now();
    expect(Math.abs(left - WHY.minutes * 60_000)).toBeLessThan(30_000);
    const other = await aViewer("moderator");
    await expect(claimCase(other, number, view.version)).rejects.toMatchObject({ kind: "conflict" });
    for (let next = await claimNext(other, QUEUE, []); next; next = await claimNext(other, QUEUE, []))
      expect(next.number).not.toBe(number);
  });

  it("is shown to everybody with its reason, and to its holder in their list", async () => {
    const { holder, number } = await held();
    const other = await aViewer("moderator");
    expect((await getCase(other, number)).hold?.reason).toBe(WHY.reason);
    const { cases } = await listCases(other, QUEUE, page({ limit: 100, state: "held" }));
    expect(cases.find((one) => one.number === number)).toMatchObject({
      holdReason: WHY.reason,
      claimedBy: { name: holder.name },
    });
    expect(await listHolds(holder)).toMatchObject([{ number, reason: WHY.reason }]);
    expect(await listHolds(other)).toEqual([]);
  });

  it("does not keep its holder from the next case", async () => {
    const { holder, number } = await held();
    await openCasesFor(1);
    const next = await claimNext(holder, QUEUE, []);
    expect(next?.number).toBeGreaterThan(0);
    expect(next?.number).not.toBe(number);
  });

  it("is resumed before it is decided or extended, and the time it lay is not time spent on it", async () => {
    const { holder, number, view } = await held();
    const decision = { ...ALLOW, version: view.version };
    await expect(decideCase(holder, number, decision)).rejects.toMatchObject({ extra: { reason: "held" } });
    await expect(extendClaim(holder, number, view.version)).rejects.toMatchObject({
      extra: { reason: "held" },
    });
    expect(view.permitted).toEqual(["resume", "release", "hand_over", "ask"]);
    await db().$executeRaw`
      UPDATE cases SET claimed_at = now() - interval '62 minutes', held_at = now() - interval '1 hour' WHERE number = ${number}`;
    const resumed = await resumeCase(holder, number, view.version);
    expect(resumed).toMatchObject({ hold: null, claim: { mine: true } });
    const { decisionId } = await decideCase(holder, number, { ...ALLOW, version: resumed.version });
    const decided = await db().decision.findUniqueOrThrow({ where: { id: decisionId ?? "" } });
    expect(decided.handleSeconds).toBeGreaterThan(115);
    expect(decided.handleSeconds).toBeLessThan(180);
  });

  it("the hours it lay are not time that its holder was exposed to it", async () => {
    const { holder, number, view } = await held();
    await db().exposure.updateMany({
      where: { userId: holder.userId },
      data: { createdAt: new Date(Date.now() - 16 * 3_600_000) },
    });
    await db().$executeRaw`
      UPDATE cases SET claimed_at = now() - interval '16 hours', held_at = now() - interval '16 hours' WHERE number = ${number}`;
    await releaseClaim(holder, number, view.version, 0);
    const exposures = await db().exposure.findMany({
      where: { userId: holder.userId },
      orderBy: { createdAt: "desc" },
    });
    expect(exposures[0]?.seconds).toBeLessThan(60);
    expect(exposures).toHaveLength(2);
  });

  it("goes back to its queue when the hold is over, and is no hold any more once it is taken", async () => {
    const { holder, number, view } = await held();
    await lapseClaim(number);
    expect(await listHolds(holder)).toEqual([]);
    await expect(resumeCase(holder, number, view.version)).rejects.toMatchObject({ kind: "conflict" });
    const other = await aViewer("moderator");
    expect(await getCase(other, number)).toMatchObject({ claim: null, hold: null, permitted: ["claim"] });
    expect((await claimCase(other, number, view.version)).hold).toBeNull();
    expect(await stored(number)).toMatchObject({ heldAt: null, holdReason: null });
  });

  it("is taken over by a lead and by nobody else, which is audited and ends the hold", async () => {
    const { holder, number, view } = await held();
    const taken = await claimCase(await aViewer("lead"), number, view.version);
    expect(taken).toMatchObject({ claim: { mine: true }, hold: null });
    expect(await listHolds(holder)).toEqual([]);
    const entries = await db().auditEntry.findMany({
      where: { subject: `case:${number}` },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual(["case.held", "case.taken_over"]);
  });

  it("whatever else is done with the claim ends the hold: given back, handed over, escalated", async () => {
    const back = await held();
    await releaseClaim(back.holder, back.number, back.view.version);
    const over = await held();
    await handOver(over.holder, over.number, over.view.version, (await aViewer("moderator")).userId);
    const up = await held();
    await escalateCase(up.holder, up.number, up.view.version, "beyond me");
    for (const { number } of [back, over, up])
      expect(await stored(number)).toMatchObject({ heldAt: null, holdReason: null });
  });

  it("is not touched by a bulk decision, not even its holder's", async () => {
    const { holder, number, view } = await held(await aViewer("lead"));
    const { id, itemId } = await stored(number);
    expect((await openCasesOf(db(), [itemId], holder)).get(itemId)).toMatchObject({ taken: true });
    const closed = await inTransaction((tx) =>
      takeAndClose(tx, [{ id, version: view.version }], holder.userId),
    );
    expect(closed).toEqual([]);
    expect((await getCase(holder, number)).hold?.reason).toBe(WHY.reason);
  });

  it("outlives signing out and a break, which give back what is worked on; deactivating gives back all", async () => {
    const { holder, number } = await held();
    const working = await claimed(holder);
    const moved = await inTransaction((tx) => reassignClaims(tx, holder.userId, null, null, false));
    expect(moved.released).toEqual([working.number]);
    const again = await claimed(holder);
    expect((await takeBreak(holder)).released.map((one) => one.number)).toEqual([again.number]);
    expect(await listHolds(holder)).toMatchObject([{ number }]);
    await deactivatePerson(await aViewer("admin"), holder.userId, null);
    expect(await stored(number)).toMatchObject({ claimedById: null, heldAt: null });
  });

  it("a case of the prevalence sample cannot be put off", async () => {
    const [number = 0] = await openCasesFor(1);
    await openBlindCases(db(), [(await stored(number)).itemId], new Date());
    const sample = await db().case.findFirstOrThrow({
      where: { purpose: "prevalence", item: { cases: { some: { number } } } },
    });
    const viewer = await aViewer("moderator");
    const view = await claimed(viewer, sample.number);
    expect(view.permitted).toEqual(["decide", "extend", "release", "hand_over"]);
    await expect(holdCase(viewer, sample.number, { ...WHY, version: view.version })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("a hold names a reason, lasts a day at most, and a person has no more than their share", async () => {
    const viewer = await aViewer("moderator");
    const { number, version } = await claimed(viewer);
    for (const wrong of [{ reason: "  " }, { reason: "x".repeat(301) }, { minutes: 1441 }, { minutes: 1 }])
      await expect(holdCase(viewer, number, { ...WHY, version, ...wrong })).rejects.toThrow();
    const others = await openCasesFor(MOST_HOLDS);
    await db().$executeRaw`
      UPDATE cases SET claimed_by_id = ${viewer.userId}::uuid, claimed_at = now(), claim_expires_at = now() + interval '1 hour',
        held_at = now(), hold_reason = 'x' WHERE number = ANY (${others}::int[])`;
    await expect(holdCase(viewer, number, { ...WHY, version })).rejects.toMatchObject({
      extra: { reason: "too_many_holds" },
    });
  });
});
