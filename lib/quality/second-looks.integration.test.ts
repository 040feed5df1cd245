import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { claimNext, getCase, handOver, undoDecision } from "#lib/review/index.ts";
import { openCases } from "#lib/review/open-cases.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { drawSecondLooks } from "./draw-looks.ts";
import { answerLook } from "./index.ts";
import { aDecision, claimed, lookOf, NOTE, setShares } from "./testing.ts";

beforeAll(async () => {
  await installPolicies();
  await db().webhookEndpoint.create({ data: { url: "https://platform.example", secretSealed: "sealed" } });
});
beforeEach(() => setShares());

const REMOVE = { action: "remove", policyCode: "H-2", rationale: "", reveals: 0 } as const;
const WARN = { action: "warn", policyCode: "H-2", rationale: "a warning will do", reveals: 0 } as const;
const ALLOW = { action: "allow", policyCode: null, rationale: "no harm in it", reveals: 0 } as const;

/** A second person answers the look at a decision; returns who, and the look afterwards. */
async function answered(decisionId: string, answer: typeof REMOVE | typeof WARN | typeof ALLOW) {
  const by = await aViewer("moderator");
  const { number } = (await lookOf(decisionId)).case;
  const { version } = await claimed(by, number);
  await answerLook(by, number, { ...answer, version });
  return { by, look: await lookOf(decisionId) };
}

/** A third person settles it. */
async function settled(decisionId: string, answer: typeof REMOVE | typeof WARN | typeof ALLOW) {
  const by = await aViewer("lead");
  const number = (await lookOf(decisionId)).adjudicationCase?.number ?? 0;
  const { version } = await claimed(by, number);
  await answerLook(by, number, { ...answer, version });
  return { by, look: await lookOf(decisionId) };
}

const stateOf = async (itemId: string) =>
  (await db().item.findUniqueOrThrow({ where: { id: itemId } })).state;
const sent = (itemId: string) =>
  db().enforcement.findMany({
    where: { itemId, state: { not: "cancelled" } },
    orderBy: { sequence: "asc" },
    select: { payload: true },
  });

describe("the draw", () => {
  it("keeps the chance with each look, takes about that share, and the same ones for the same numbers", async () => {
    await setShares({ share: 0 });
    const decisions: string[] = [];
    for (const _ of Array.from({ length: 24 })) decisions.push((await aDecision("allow")).decisionId);
    await setShares({ share: 0.25 });
    const drawn = async () => {
      const taken: string[] = [];
      await inTransaction(async (tx) => {
        await drawSecondLooks(tx, decisions, openCases, seededRandom(7), new Date());
        const looks = await tx.secondLook.findMany({ where: { decisionId: { in: decisions } } });
        expect(new Set(looks.map(({ chance }) => chance))).toEqual(new Set([0.25]));
        taken.push(...looks.map(({ decisionId }) => decisionId).sort());
        throw new Error("not kept");
      }).catch(() => undefined);
      return taken;
    };
    const [once, twice] = [await drawn(), await drawn()];
    expect(once).toEqual(twice);
    expect(once.length).toBeGreaterThan(1);
    expect(once.length).toBeLessThan(13);
  });

  it("a decision's effect does not wait for its second look", async () => {
    const { decisionId } = await aDecision("remove");
    const look = await lookOf(decisionId);
    expect(look).toMatchObject({ state: "open", chance: 1, drawnBy: "share" });
    expect(look.case.state).toBe("open");
    expect(await stateOf(look.itemId)).toBe("actioned");
    expect(await sent(look.itemId)).toHaveLength(1);
  });

  it("a rule asks for a second look where no share would", async () => {
    await setShares({ share: 0 });
    const rule = await db().rule.create({
      data: {
        name: "look twice",
        position: 900,
        liveVersion: 1,
        liveSince: new Date(),
        publishedAt: new Date(),
        versions: {
          create: {
            version: 1,
            name: "look twice",
            condition: { fact: "language", operator: "eq", value: "eo" },
            actions: [{ kind: "second-look", rate: 1 }],
          },
        },
      },
    });
    const { decisionId } = await aDecision("remove", { item: { language: "eo" } });
    expect(await lookOf(decisionId)).toMatchObject({ chance: 1, drawnBy: "rule" });
    const other = await aDecision("remove", { item: { language: "en" } });
    expect(await db().secondLook.count({ where: { decisionId: other.decisionId } })).toBe(0);
    await db().rule.update({ where: { id: rule.id }, data: { liveVersion: null, liveSince: null } });
  });

  it("undo cancels a look that nobody has begun, and leaves one that somebody has", async () => {
    const first = await aDecision("remove");
    await undoDecision(first.by, first.decisionId);
    const cancelled = await lookOf(first.decisionId);
    expect([cancelled.state, cancelled.case.state]).toEqual(["cancelled", "cancelled"]);

    const begun = await aDecision("remove");
    const second = await aViewer("moderator");
    const { number } = (await lookOf(begun.decisionId)).case;
    const { version } = await claimed(second, number);
    await undoDecision(begun.by, begun.decisionId);
    await answerLook(second, number, { ...ALLOW, version });
    expect(await lookOf(begun.decisionId)).toMatchObject({ state: "overtaken", adjudicationCaseId: null });
  });
});

describe("the second reviewer is never the first", () => {
  it("of thirty who claim at once, nobody gets a look at their own decision", async () => {
    await db().case.updateMany({ where: { state: "open" }, data: { state: "cancelled" } });
    const people = await Promise.all(Array.from({ length: 10 }, () => aViewer("moderator")));
    for (const by of people) await aDecision("remove", { by });
    const claims = await Promise.all(
      people.flatMap((by) => [0, 1, 2].map(() => claimNext(by, "second-look", []))),
    );
    expect(claims.filter(Boolean).length).toBeGreaterThan(5);
    const looks = await db().secondLook.findMany({
      where: { case: { state: "open" } },
      include: { case: true },
    });
    for (const look of looks) expect(look.case.claimedById).not.toBe(look.firstById);
  });

  it("neither by claim, nor by hand-over, nor by writing the row", async () => {
    const { by, decisionId } = await aDecision("remove");
    const look = await lookOf(decisionId);
    expect(await getCase(by, look.case.number)).toMatchObject({ tookPart: true, permitted: [] });
    await expect(claimed(by, look.case.number)).rejects.toMatchObject({ kind: "forbidden" });
    const second = await aViewer("moderator");
    const held = await claimed(second, look.case.number);
    await expect(handOver(second, look.case.number, held.version, by.userId)).rejects.toMatchObject({
      kind: "invalid",
    });
    await expect(
      db().case.update({
        where: { id: look.caseId },
        data: { claimedById: by.userId, claimExpiresAt: new Date(Date.now() + 60_000) },
      }),
    ).rejects.toThrow();
    await expect(
      db().secondLook.update({
        where: { id: look.id },
        data: { state: "agreed", secondById: by.userId, secondAction: "allow", secondAt: new Date() },
      }),
    ).rejects.toThrow();
  });

  it("the adjudicator is neither of the two", async () => {
    const { by, decisionId } = await aDecision("remove");
    const { by: second, look } = await answered(decisionId, ALLOW);
    const number = look.adjudicationCase?.number ?? 0;
    for (const person of [by, second]) {
      expect(await getCase(person, number)).toMatchObject({ tookPart: true, permitted: [] });
      await expect(claimed(person, number)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(
        db().secondLook.update({
          where: { id: look.id },
          data: {
            state: "settled",
            settledById: person.userId,
            settledAction: "allow",
            settledAt: new Date(),
          },
        }),
      ).rejects.toThrow();
    }
  });
});

describe("blindness", () => {
  it("what is sent to the second reviewer holds nothing of the first decision, in the look's case and in the first one", async () => {
    const reporter = `reporter-${crypto.randomUUID()}`;
    const [number = 0] = await openCasesFor(1);
    const { itemId } = await db().case.findUniqueOrThrow({ where: { number } });
    await db().report.create({
      data: {
        reason: "hate",
        item: { connect: { id: itemId } },
        reporter: { create: { externalId: reporter } },
      },
    });
    const before = await getCase(await aViewer("moderator"), number);
    const { by, decisionId } = await aDecision("remove", { caseNumber: number });
    const second = await aViewer("moderator");
    const look = await lookOf(decisionId);
    const view = await claimed(second, look.case.number);
    const original = await getCase(second, number);
    for (const shown of [view, original]) {
      const json = JSON.stringify(shown);
      for (const secret of [NOTE, by.name, by.userId, decisionId]) expect(json).not.toContain(secret);
      expect(shown).toMatchObject({ decisions: [], undo: null, appeal: null });
    }
    expect(view.look).toEqual({ role: "second" });
    expect(view.reports.map(({ reliability }) => reliability)).toEqual(
      before.reports.map(({ reliability }) => reliability),
    );
    expect(view.item).toEqual(before.item);
  });

  it("the adjudicator reads both answers and no name", async () => {
    const { by, decisionId } = await aDecision("remove");
    const { by: second, look } = await answered(decisionId, ALLOW);
    const view = await claimed(await aViewer("lead"), look.adjudicationCase?.number ?? 0);
    const json = JSON.stringify(view);
    for (const secret of [by.name, by.userId, second.name, second.userId]) expect(json).not.toContain(secret);
    const { look: both } = view;
    if (both?.role !== "adjudication") throw new Error("not an adjudication");
    expect([both.a.rationale, both.b.rationale].sort()).toEqual([NOTE, ALLOW.rationale].sort());
    expect(both[look.firstIsA ? "a" : "b"].action).toBe("remove");
  });
});

describe("agreement and disagreement", () => {
  it("an agreement is recorded and changes nothing", async () => {
    const { decisionId } = await aDecision("remove");
    const { look } = await answered(decisionId, REMOVE);
    expect(look).toMatchObject({ state: "agreed", adjudicationCaseId: null });
    expect(await db().decision.count({ where: { itemId: look.itemId } })).toBe(1);
    expect(await db().exposure.count({ where: { caseId: look.caseId } })).toBe(1);
  });

  it("settled in favour of the first, the decision stands", async () => {
    const { decisionId } = await aDecision("remove");
    await answered(decisionId, ALLOW);
    const { look } = await settled(decisionId, REMOVE);
    expect(look).toMatchObject({ state: "settled", settledDecisionId: null });
    expect(await db().decision.count({ where: { itemId: look.itemId } })).toBe(1);
  });

  it("settled as allowed, a reversal brings the item back", async () => {
    const { decisionId } = await aDecision("remove");
    await answered(decisionId, ALLOW);
    const { look, by } = await settled(decisionId, ALLOW);
    const reversal = await db().decision.findUniqueOrThrow({ where: { reversesId: decisionId } });
    expect(reversal).toMatchObject({ id: look.settledDecisionId, actorId: by.userId, action: "allow" });
    expect(await stateOf(look.itemId)).toBe("allowed");
    expect(await sent(look.itemId)).toEqual([]);
    await expect(undoDecision(await aViewer("admin"), reversal.id)).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("settled as something else, the platform hears of the reversal and then of what takes its place", async () => {
    const { decisionId } = await aDecision("remove");
    await db().enforcement.updateMany({ where: { decisionId }, data: { state: "delivered", attempts: 1 } });
    await answered(decisionId, WARN);
    const { look } = await settled(decisionId, WARN);
    const payloads = (await sent(look.itemId)).map(
      ({ payload }) => payload as { type: string; data: { decision: { action: string } } },
    );
    expect(payloads.map(({ type, data }) => `${type} ${data.decision.action}`)).toEqual([
      "decision.made remove",
      "decision.reversed allow",
      "decision.made warn",
    ]);
    expect(await stateOf(look.itemId)).toBe("actioned");
    const stands = await db().decision.findUniqueOrThrow({ where: { id: look.settledDecisionId ?? "" } });
    expect(stands).toMatchObject({ action: "warn", policyCode: "H-2", reversesId: null });
    expect(await db().statementOfReasons.count({ where: { decisionId: stands.id } })).toBe(1);
  });

  it("two people who answer the same look at once: one is taken, the other told", async () => {
    const { decisionId } = await aDecision("remove");
    const second = await aViewer("moderator");
    const { number } = (await lookOf(decisionId)).case;
    const { version } = await claimed(second, number);
    const results = await Promise.allSettled(
      [ALLOW, REMOVE, ALLOW, REMOVE].map((answer) => answerLook(second, number, { ...answer, version })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ kind: "conflict" });
  });

  it("an undo and a second answer at once end in one state, whichever comes first", async () => {
    for (const _ of Array.from({ length: 6 })) {
      const { by, decisionId } = await aDecision("remove");
      const second = await aViewer("moderator");
      const { number } = (await lookOf(decisionId)).case;
      const { version } = await claimed(second, number);
      await Promise.all([undoDecision(by, decisionId), answerLook(second, number, { ...REMOVE, version })]);
      expect(["agreed", "overtaken"]).toContain((await lookOf(decisionId)).state);
    }
  });

  it("a look's case is not decided as an ordinary one", async () => {
    const { decisionId } = await aDecision("remove");
    const second = await aViewer("moderator");
    const { number } = (await lookOf(decisionId)).case;
    await claimed(second, number);
    await expect(aDecision("allow", { by: second, caseNumber: number })).rejects.toMatchObject({
      kind: "invalid",
    });
  });
});
