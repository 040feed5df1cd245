import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import { noticesAndSpam } from "#e2e/support/notices-and-spam.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { claimCase, decideCase, undoDecision } from "#lib/review/index.ts";
import { loadClaims } from "./claim-store.ts";
import { freezeSnapshot } from "./freeze-snapshot.ts";
import { loadExamples } from "./snapshot-store.ts";
import { agreeOn, aLead } from "./testing.ts";

beforeAll(installPolicies);

const freeze = async (note = "") => {
  const lead = await aLead();
  return inTransaction((tx) => freezeSnapshot(tx, lead, note), { timeout: 60_000 });
};

describe("what people say becomes examples", () => {
  it("nothing said, and examples of one class only, are refused in words, and nothing is drawn", async () => {
    await expect(freeze()).rejects.toThrow(/No decision, appeal or annotation/);
    await agreeOn([{ text: "the crowd was beaten with sticks", label: "violence", value: 1 }]);
    await expect(freeze()).rejects.toThrow(/nothing to tell apart: violence only as holding/);
    expect([await db().splitAssignment.count(), await db().datasetSnapshot.count()]).toEqual([0, 0]);
  });

  it("a decision that stands is a claim, one that was taken back is none, and allowing is a negative", async () => {
    const moderator = await aViewer("moderator");
    const [removed = 0, allowed = 0, undone = 0] = await openCasesFor(3);
    const decide = async (number: number, action: "remove" | "allow") => {
      const before = await db().case.findUniqueOrThrow({ where: { number } });
      await claimCase(moderator, number, before.version);
      const { version, policyCode } = await db().case.findUniqueOrThrow({ where: { number } });
      return decideCase(moderator, number, {
        version,
        action,
        policyCode: action === "allow" ? null : policyCode,
        rationale: "",
        reveals: 0,
      });
    };
    await decide(removed, "remove");
    await decide(allowed, "allow");
    const { decisionId } = await decide(undone, "remove");
    await undoDecision(moderator, decisionId ?? "");
    await lapseClaim(undone);

    const claims = await loadClaims(db());
    const decided = claims.filter(({ source }) => source === "decision");
    expect(decided.map(({ label, value }) => [label, value]).sort()).toEqual([
      ["hate", 0],
      ["hate", 1],
    ]);
  });
});

describe("a snapshot", () => {
  it("the same labels give the same hash and the same row; one more label gives another", async () => {
    await agreeOn(noticesAndSpam());
    const first = await freeze();
    expect(await freeze()).toEqual(first);
    expect(await db().datasetSnapshot.count()).toBe(1);
    await agreeOn([{ text: "an entirely unrelated remark about weather", label: "spam", value: 0 }]);
    const second = await freeze();
    expect(second.hash).not.toBe(first.hash);
    expect(second.number).toBe(first.number + 1);
  });

  it("cannot be changed afterwards", async () => {
    await expect(db().$executeRaw`UPDATE dataset_examples SET split = 'train'`).rejects.toThrow(
      /append-only/,
    );
    await expect(db().$executeRaw`DELETE FROM split_assignments`).rejects.toThrow(/append-only/);
  });

  it("invariant 11: a near-duplicate that arrives later goes where its twin is, and no text ever changes split", async () => {
    const before = await loadExamples(db(), (await freeze()).id);
    const tested = before.filter(({ split }) => split === "test");
    expect(tested.length).toBeGreaterThan(10);
    await agreeOn(tested.map(({ text }) => ({ text: `${text} indeed`, label: "spam", value: 1 as const })));
    const after = await loadExamples(db(), (await freeze()).id);
    const splitOf = new Map(after.map(({ text, split }) => [text, split]));
    for (const { text, split } of before) expect(splitOf.get(text)).toBe(split);
    for (const { text } of tested) expect(splitOf.get(`${text} indeed`)).toBe("test");
  });

  it("two people who freeze at once get one snapshot", async () => {
    await agreeOn([{ text: "someone left a bicycle by the fountain", label: "spam", value: 0 }]);
    const count = await db().datasetSnapshot.count();
    const [one, other] = await Promise.all([freeze(), freeze()]);
    expect(one?.hash).toBe(other?.hash);
    expect(await db().datasetSnapshot.count()).toBe(count + 1);
  });
});
