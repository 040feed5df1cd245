import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { AUTOMATIC_SIGNALS, aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import {
  claimCase,
  claimNext,
  decideCase,
  escalateCase,
  explainCase,
  getCase,
  undoDecision,
} from "#lib/review/index.ts";

process.env.PREVALENCE_RATE = "0.5";
process.env.PREVALENCE_REACH_UNIT = "1000";
process.env.PREVALENCE_CAP = "1";

beforeAll(installPolicies);

const ALLOW_SIGNALS = { hate: 0.01 };
const REVIEW = { hate: 0.8 };
const manyItems = (count: number) => {
  const run = randomUUID();
  return Array.from({ length: count }, (_, n) => ({
    externalId: `${run}-${n}`,
    text: `post ${n} of ${run}`,
  }));
};
const sampleOf = (ids: string[]) =>
  db().prevalenceSample.findMany({ where: { itemId: { in: ids } }, include: { item: true } });

/** A sampled item, judged with these signals: drawn for sure, since its reach brings its chance to 1. */
async function sampledItem(signals: Record<string, number>): Promise<string> {
  const [id = ""] = await ingest({ text: `sampled ${randomUUID()}`, reach: 2500 });
  await judgeItems([id], aScorer(signals), new Date());
  return id;
}

async function heldBlindCase(viewer: Viewer, itemId: string) {
  const { number, version } = await db().case.findFirstOrThrow({ where: { itemId, purpose: "prevalence" } });
  return claimCase(viewer, number, version);
}

const REMOVE = { action: "remove", policyCode: "H-2", rationale: "", reveals: 0 } as const;
const ALLOW = { action: "allow", policyCode: null, rationale: "", reveals: 0 } as const;
const stateOf = async (id: string) => (await db().item.findUniqueOrThrow({ where: { id } })).state;
const verdictOf = async (itemId: string) =>
  db().prevalenceSample.findUniqueOrThrow({
    where: { itemId },
    select: { verdict: true, policyCode: true, judgedById: true },
  });

describe("invariant 10: the sample is drawn before enforcement, independently of it, its probability stored", () => {
  it("is there before any score exists", async () => {
    const ids = await ingest(...manyItems(100));
    expect((await sampleOf(ids)).length).toBeGreaterThan(20);
    expect(await db().signalSet.count({ where: { itemId: { in: ids } } })).toBe(0);
    expect(await db().decision.count({ where: { itemId: { in: ids } } })).toBe(0);
  });

  it("is the same whatever the scorer says of the same items", async () => {
    const items = manyItems(120);
    const drawnUnder = async (signals: Record<string, number>) => {
      const ids = await ingest(...items);
      await judgeItems(ids, aScorer(signals), new Date());
      const drawn = (await sampleOf(ids)).map(({ item }) => item.externalId).sort();
      // The world begins anew: the same items come in again as if for the first time.
      await db().$executeRaw`TRUNCATE items, cases, decisions CASCADE`;
      return drawn;
    };
    const calm = await drawnUnder(ALLOW_SIGNALS);
    expect(calm.length).toBeGreaterThan(30);
    expect(await drawnUnder(AUTOMATIC_SIGNALS)).toEqual(calm);
    expect(await drawnUnder(REVIEW)).toEqual(calm);
  });

  it("keeps each chance and the views it was drawn with, and no one can change them after", async () => {
    const [id = ""] = await ingest({ text: `far ${randomUUID()}`, reach: 1_800_000 });
    const sample = await db().prevalenceSample.findUniqueOrThrow({ where: { itemId: id } });
    expect(sample).toMatchObject({ inclusionProbability: 1, views: 1_800_000, verdict: null });
    await expect(
      db().prevalenceSample.update({ where: { itemId: id }, data: { inclusionProbability: 0.1 } }),
    ).rejects.toThrow(/never changed/);
  });

  it("is not drawn again when the platform sends an item again", async () => {
    const items = manyItems(60);
    const ids = await ingest(...items);
    const before = await sampleOf(ids);
    for (let again = 0; again < 3; again++) await ingest(...items.map((item) => ({ ...item, reach: 1e9 })));
    const after = await sampleOf(ids);
    expect(after.map(({ itemId }) => itemId).sort()).toEqual(before.map(({ itemId }) => itemId).sort());
    expect(after.map(({ views }) => views)).toEqual(before.map(() => 0));
  });

  it("brings every sampled item to the blind queue, whatever became of it, and no other", async () => {
    for (const [signals, state] of [
      [ALLOW_SIGNALS, "allowed"],
      [AUTOMATIC_SIGNALS, "actioned"],
      [REVIEW, "in_review"],
    ] as const) {
      const ids = await ingest(...manyItems(40));
      await judgeItems(ids, aScorer(signals), new Date());
      const blind = await db().case.findMany({ where: { itemId: { in: ids }, purpose: "prevalence" } });
      const sampled = (await sampleOf(ids)).map(({ itemId }) => itemId);
      expect(blind.map(({ itemId }) => itemId).sort()).toEqual(sampled.sort());
      expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set([state]));
    }
  });
});

describe("a case of the sample is blind", () => {
  it("shows no reason, signal, report, decision or author, and gives no explanation", async () => {
    const viewer = await aViewer("moderator");
    const id = await sampledItem(AUTOMATIC_SIGNALS);
    const view = await heldBlindCase(viewer, id);
    expect(view).toMatchObject({
      blind: true,
      severity: 3,
      policyCode: null,
      reasons: [],
      signals: [],
      reports: [],
      decisions: [],
      history: [],
      account: null,
    });
    expect(view.permitted).not.toContain("escalate");
    await expect(explainCase(viewer, view.number, "spam")).rejects.toMatchObject({ kind: "not_found" });
    await expect(escalateCase(viewer, view.number, view.version, "who?")).rejects.toMatchObject({
      kind: "conflict",
    });
    await decideCase(viewer, view.number, { ...REMOVE, version: view.version });
    expect(await getCase(viewer, view.number)).toMatchObject({
      state: "decided",
      signals: [],
      decisions: [],
    });
  });

  it("all blind cases rank by age alone", async () => {
    const parts = await db().case.findMany({
      where: { purpose: "prevalence" },
      select: { priorityParts: true },
    });
    expect(new Set(parts.map((one) => JSON.stringify(one.priorityParts))).size).toBe(1);
    expect(await claimNext(await aViewer("moderator"), "prevalence", [])).toMatchObject({ blind: true });
  });
});

describe("a verdict of the sample", () => {
  it("not violating: is written, and nothing else happens to the item", async () => {
    const viewer = await aViewer("moderator");
    const id = await sampledItem(AUTOMATIC_SIGNALS);
    const { number, version } = await heldBlindCase(viewer, id);
    expect(await decideCase(viewer, number, { ...ALLOW, version })).toMatchObject({ decisionId: null });
    expect(await verdictOf(id)).toEqual({
      verdict: "not_violating",
      policyCode: null,
      judgedById: viewer.userId,
    });
    expect(await stateOf(id)).toBe("actioned");
    expect(await db().decision.count({ where: { itemId: id, source: "person" } })).toBe(0);
  });

  it("violating, on an item that is up: is a decision too, and taking it back takes back both", async () => {
    const viewer = await aViewer("moderator");
    const id = await sampledItem(ALLOW_SIGNALS);
    const { number, version } = await heldBlindCase(viewer, id);
    const { decisionId } = await decideCase(viewer, number, { ...REMOVE, version });
    expect(decisionId).not.toBeNull();
    expect(await stateOf(id)).toBe("actioned");
    expect(await verdictOf(id)).toMatchObject({ verdict: "violating", policyCode: "H-2" });
    await undoDecision(viewer, decisionId ?? "");
    expect(await stateOf(id)).toBe("allowed");
    expect(await verdictOf(id)).toEqual({ verdict: null, policyCode: null, judgedById: null });
    const again = await getCase(viewer, number);
    expect(again).toMatchObject({ state: "open", claim: { mine: true } });
    await decideCase(viewer, number, { ...REMOVE, version: again.version });
    expect(await stateOf(id)).toBe("actioned");
  });

  it("violating, on an item in review: is written, and the item waits for its own case", async () => {
    const viewer = await aViewer("moderator");
    const id = await sampledItem(REVIEW);
    const { number, version } = await heldBlindCase(viewer, id);
    expect(await decideCase(viewer, number, { ...REMOVE, version })).toMatchObject({ decisionId: null });
    expect(await stateOf(id)).toBe("in_review");
    expect(await db().case.count({ where: { itemId: id, state: "open", purpose: "triage" } })).toBe(1);
  });

  it("violating, after a colleague let the item stay: is written, and the colleague's decision stands", async () => {
    const [colleague, viewer] = [await aViewer("moderator"), await aViewer("moderator")];
    const id = await sampledItem(REVIEW);
    const triage = await db().case.findFirstOrThrow({ where: { itemId: id, purpose: "triage" } });
    const held = await claimCase(colleague, triage.number, triage.version);
    await decideCase(colleague, held.number, { ...ALLOW, version: held.version });
    const blind = await heldBlindCase(viewer, id);
    await decideCase(viewer, blind.number, { ...REMOVE, version: blind.version });
    expect(await stateOf(id)).toBe("allowed");
    expect(await verdictOf(id)).toMatchObject({ verdict: "violating" });
  });
});
