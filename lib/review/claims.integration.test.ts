import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, claimNext, decideCase, extendClaim, getCase, handOver, releaseClaim } from "./index.ts";

const QUEUE = "hate-harassment";
const ALLOW = { action: "allow", policyCode: null, rationale: "", reveals: 0 } as const;

beforeAll(installPolicies);

describe("invariant 1: a case has at most one live claim", () => {
  it("a hundred reviewers claiming at once get a hundred different cases", async () => {
    await openCasesFor(100);
    const viewers = await Promise.all(Array.from({ length: 100 }, () => aViewer("moderator")));
    const claimed = await Promise.all(viewers.map((viewer) => claimNext(viewer, QUEUE, [])));
    const numbers = claimed.map((one) => one?.number);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(100);
    const held = await db().case.groupBy({
      by: ["claimedById"],
      where: { claimedById: { not: null } },
      _count: true,
    });
    expect(held.every((row) => row._count === 1)).toBe(true);
    expect(await claimNext(await aViewer("moderator"), QUEUE, [])).toBeNull();
  });

  it("a lapsed claim gives the case back", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const [first, second] = [await aViewer("moderator"), await aViewer("moderator")];
    const seen = await getCase(first, caseNumber);
    const held = await claimCase(first, caseNumber, seen.version);
    await expect(claimCase(second, caseNumber, held.version)).rejects.toMatchObject({
      kind: "conflict",
      extra: { claimedBy: first.name },
    });
    await lapseClaim(caseNumber);
    expect((await claimCase(second, caseNumber, held.version)).claim?.mine).toBe(true);
  });

  it("passes over the cases a reviewer skipped", async () => {
    const numbers = await openCasesFor(2);
    const viewer = await aViewer("moderator");
    const first = await claimNext(viewer, QUEUE, []);
    await releaseClaim(viewer, first?.number ?? 0, first?.version ?? 0);
    const next = await claimNext(viewer, QUEUE, [first?.number ?? 0]);
    expect(numbers).toContain(next?.number);
    expect(next?.number).not.toBe(first?.number);
  });

  it("an extension and a hand-over keep one holder, and only the holder may give them", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const [giver, taker] = [await aViewer("moderator"), await aViewer("moderator")];
    const held = await claimCase(giver, caseNumber, (await getCase(giver, caseNumber)).version);
    const extended = await extendClaim(giver, caseNumber, held.version);
    await expect(extendClaim(taker, caseNumber, extended.version)).rejects.toMatchObject({
      kind: "conflict",
    });
    const given = await handOver(giver, caseNumber, extended.version, taker.userId);
    expect(given.claim).toMatchObject({ userId: taker.userId, mine: false });
    await expect(releaseClaim(giver, caseNumber, given.version)).rejects.toMatchObject({ kind: "conflict" });
    await expect(
      handOver(taker, caseNumber, given.version, (await aViewer("annotator")).userId),
    ).rejects.toMatchObject({ kind: "invalid" });
  });

  it("a lead may take a case over, and that is audited", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const [holder, lead] = [await aViewer("moderator"), await aViewer("lead")];
    const held = await claimCase(holder, caseNumber, (await getCase(holder, caseNumber)).version);
    expect((await claimCase(lead, caseNumber, held.version)).claim?.mine).toBe(true);
    expect(
      await db().auditEntry.count({ where: { action: "case.taken_over", subject: `case:${caseNumber}` } }),
    ).toBe(1);
  });
});

describe("invariant 2: only the holder of the live claim decides, at the version they saw", () => {
  it("a lapsed claim cannot decide, and nothing is written", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const viewer = await aViewer("moderator");
    const held = await claimCase(viewer, caseNumber, (await getCase(viewer, caseNumber)).version);
    await lapseClaim(caseNumber);
    await expect(decideCase(viewer, caseNumber, { ...ALLOW, version: held.version })).rejects.toMatchObject({
      kind: "conflict",
      extra: { reason: "lapsed" },
    });
    expect(await db().decision.count({ where: { case: { number: caseNumber } } })).toBe(0);
    expect(await db().exposure.count({ where: { case: { number: caseNumber } } })).toBe(0);
  });

  it("a stale version cannot decide", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const viewer = await aViewer("moderator");
    const held = await claimCase(viewer, caseNumber, (await getCase(viewer, caseNumber)).version);
    await extendClaim(viewer, caseNumber, held.version);
    await expect(decideCase(viewer, caseNumber, { ...ALLOW, version: held.version })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("of twenty decisions sent at once exactly one is taken; the others hear who decided", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const viewer = await aViewer("moderator");
    const held = await claimCase(viewer, caseNumber, (await getCase(viewer, caseNumber)).version);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => decideCase(viewer, caseNumber, { ...ALLOW, version: held.version })),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ kind: "conflict", extra: { decidedBy: viewer.name } });
    expect(await db().decision.count({ where: { case: { number: caseNumber } } })).toBe(1);
  });

  it("somebody who never claimed cannot decide", async () => {
    const [caseNumber = 0] = await openCasesFor(1);
    const viewer = await aViewer("moderator");
    const { version } = await getCase(viewer, caseNumber);
    await expect(decideCase(viewer, caseNumber, { ...ALLOW, version })).rejects.toMatchObject({
      kind: "conflict",
    });
  });
});
