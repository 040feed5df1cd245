import { beforeAll, describe, expect, it } from "vitest";
import {
  aViewer,
  installPolicies,
  lapseClaim,
  makeDeliveriesDue,
  openCasesFor,
} from "#e2e/support/builders.ts";
import { aReceiver } from "#e2e/support/receiver.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { createEndpoint, deliverDue } from "#lib/enforcement/index.ts";
import { claimCase, decideCase, getCase, undoDecision } from "./index.ts";

beforeAll(installPolicies);

async function heldCase(viewer: Viewer) {
  const [number = 0] = await openCasesFor(1);
  return claimCase(viewer, number, (await getCase(viewer, number)).version);
}

const REMOVE = {
  action: "remove",
  policyCode: "H-2",
  rationale: "calls to exclude people",
  reveals: 2,
} as const;

async function removed(viewer: Viewer) {
  const held = await heldCase(viewer);
  const result = await decideCase(viewer, held.number, { ...REMOVE, version: held.version });
  return { caseNumber: held.number, decisionId: result.decisionId ?? "" };
}

describe("invariant 3: decisions are append-only", () => {
  it("the database itself refuses to change or delete one", async () => {
    const { decisionId } = await removed(await aViewer("moderator"));
    await expect(
      db().decision.update({ where: { id: decisionId }, data: { rationale: "other" } }),
    ).rejects.toThrow(/append-only/);
    await expect(db().decision.delete({ where: { id: decisionId } })).rejects.toThrow(/append-only/);
  });

  it("a reversal is a new decision that points at the old one, and happens once", async () => {
    const viewer = await aViewer("moderator");
    const { decisionId, caseNumber } = await removed(viewer);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => undoDecision(viewer, decisionId)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const decisions = await db().decision.findMany({
      where: { case: { number: caseNumber } },
      orderBy: { createdAt: "asc" },
    });
    expect(decisions.map((decision) => decision.reversesId)).toEqual([null, decisionId]);
    expect(await getCase(viewer, caseNumber)).toMatchObject({ state: "open", claim: { mine: true } });
  });

  it("only the person who decided, or a lead, takes a decision back", async () => {
    const { decisionId } = await removed(await aViewer("moderator"));
    await expect(undoDecision(await aViewer("moderator"), decisionId)).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect(await undoDecision(await aViewer("lead"), decisionId)).toMatchObject({ outcome: "cancelled" });
  });
});

describe("invariant 4: decision, audit, exposure and outbox commit together or not at all", () => {
  it("a decision brings all four", async () => {
    await createEndpoint("system", { url: "http://127.0.0.1:9/hook" });
    const viewer = await aViewer("moderator");
    const { decisionId, caseNumber } = await removed(viewer);
    const decision = await db().decision.findUniqueOrThrow({
      where: { id: decisionId },
      include: { enforcements: true, item: true },
    });
    expect(decision.enforcements).toHaveLength(1);
    expect(decision.item.state).toBe("actioned");
    expect(await db().exposure.findMany({ where: { case: { number: caseNumber } } })).toMatchObject([
      { userId: viewer.userId, reveals: 2 },
    ]);
    expect(
      await db().auditEntry.count({ where: { subject: `item:${decision.itemId}`, action: "decision.made" } }),
    ).toBe(1);
  });

  it.each(["exposures", "audit_entries", "enforcements", "decisions"])(
    "nothing is written when %s cannot be",
    async (table) => {
      const viewer = await aViewer("moderator");
      const held = await heldCase(viewer);
      const count = async () => [
        await db().decision.count(),
        await db().exposure.count(),
        await db().auditEntry.count(),
        await db().enforcement.count(),
      ];
      const before = await count();
      await db().$executeRawUnsafe(
        `CREATE TRIGGER break_it BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await expect(decideCase(viewer, held.number, { ...REMOVE, version: held.version })).rejects.toThrow();
      await db().$executeRawUnsafe(`DROP TRIGGER break_it ON ${table}`);
      expect(await count()).toEqual(before);
      expect(await getCase(viewer, held.number)).toMatchObject({
        state: "open",
        version: held.version,
        claim: { mine: true },
      });
    },
  );
});

describe("invariant 6: undo works until the enforcement leaves", () => {
  it("before delivery the platform never hears of it", async () => {
    const receiver = await aReceiver();
    await createEndpoint("system", { url: receiver.url });
    const viewer = await aViewer("moderator");
    const { decisionId } = await removed(viewer);
    expect(await undoDecision(viewer, decisionId)).toMatchObject({ outcome: "cancelled" });
    await makeDeliveriesDue(decisionId);
    await deliverDue(100);
    expect(receiver.received.filter((one) => one.body.data.decision.id === decisionId)).toEqual([]);
    await receiver.close();
  });

  it("after delivery a reversal follows, in order", async () => {
    const receiver = await aReceiver();
    await createEndpoint("system", { url: receiver.url });
    const viewer = await aViewer("moderator");
    const { decisionId, caseNumber } = await removed(viewer);
    await makeDeliveriesDue(decisionId);
    await deliverDue(100);
    expect(await undoDecision(viewer, decisionId)).toMatchObject({ outcome: "reversed", caseNumber });
    await deliverDue(100);
    const mine = receiver.received.filter((one) =>
      [one.body.data.decision.id, one.body.data.decision.reverses].includes(decisionId),
    );
    expect(mine.map((one) => one.body.type)).toEqual(["decision.made", "decision.reversed"]);
    await receiver.close();
  });

  it("of an undo and a delivery at the same moment, the platform hears both or neither", async () => {
    const receiver = await aReceiver();
    await createEndpoint("system", { url: receiver.url });
    const viewer = await aViewer("moderator");
    for (let round = 0; round < 10; round++) {
      const { decisionId } = await removed(viewer);
      await makeDeliveriesDue(decisionId);
      const [undone] = await Promise.all([undoDecision(viewer, decisionId), deliverDue(100)]);
      await deliverDue(100);
      const types = receiver.received
        .filter((one) => [one.body.data.decision.id, one.body.data.decision.reverses].includes(decisionId))
        .map((one) => one.body.type);
      expect(types).toEqual(undone.outcome === "cancelled" ? [] : ["decision.made", "decision.reversed"]);
    }
    await receiver.close();
  });
});

describe("invariant 9: a decision names policy version and the thresholds in force", () => {
  it("a person's decision keeps them, and the database refuses a restricting one without", async () => {
    const { decisionId } = await removed(await aViewer("moderator"));
    const decision = await db().decision.findUniqueOrThrow({
      where: { id: decisionId },
      include: { policyVersion: { include: { policy: true } } },
    });
    expect(decision.policyVersion).toMatchObject({ version: 1, policy: { code: "H-2" } });
    expect(decision.inForce).toMatchObject({
      thresholds: { review: expect.any(Number) },
      models: expect.arrayContaining(["test-model/1"]),
    });
    await expect(
      db().decision.create({
        data: { itemId: decision.itemId, action: "remove", source: "person", inForce: {} },
      }),
    ).rejects.toThrow(/decisions_name_policy/);
  });

  it("refuses an action that the policy does not allow, and a policy that is not in force", async () => {
    const viewer = await aViewer("moderator");
    const held = await heldCase(viewer);
    const send = (change: object) =>
      decideCase(viewer, held.number, { ...REMOVE, version: held.version, ...change });
    await expect(send({ policyCode: "ZZ-9" })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "policyCode" }],
    });
    const narrow = (await getCase(viewer, held.number)).policies.find(
      (policy) => !policy.allowedActions.includes("suspend_account"),
    );
    await expect(send({ policyCode: narrow?.code, action: "suspend_account" })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "action" }],
    });
  });
});

it("a reviewer whose claim lapsed keeps what the page shows and is told why", async () => {
  const viewer = await aViewer("moderator");
  const held = await heldCase(viewer);
  await lapseClaim(held.number);
  expect(await getCase(viewer, held.number)).toMatchObject({ claim: null, permitted: ["claim"] });
});
