import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import type { KeptDraft } from "./draft-schema.ts";
import { claimCase, decideCase, escalateCase, getCase, keepDraft, keepDraftSchema } from "./index.ts";
import { ALLOW } from "./testing.ts";

beforeAll(installPolicies);

const WORDS: KeptDraft = {
  choice: "remove",
  measures: [{ action: "remove", hours: null }],
  strike: false,
  policyCode: "H-2",
  note: "نیمهٔ یک فکر",
  privateNote: "half a thought",
  reveals: 2,
};

async function writing() {
  const viewer = await aViewer("moderator");
  const [number = 0] = await openCasesFor(1);
  const { version } = await claimCase(viewer, number, (await getCase(viewer, number)).version);
  expect(await keepDraft(viewer, number, WORDS)).toEqual({ kept: true });
  return { viewer, number, version };
}

const kept = (caseNumber: number) => db().caseDraft.count({ where: { caseNumber } });

describe("a half-written decision", () => {
  it("outlives its writer's claim, and somebody else's, for the writer alone", async () => {
    const { viewer, number } = await writing();
    await lapseClaim(number);
    expect((await getCase(viewer, number)).draft).toEqual(WORDS);
    const other = await aViewer("moderator");
    const theirs = await claimCase(other, number, (await getCase(other, number)).version);
    expect(theirs.draft).toBeNull();
    const more = { ...WORDS, note: "and the other half" };
    await keepDraft(viewer, number, more);
    expect((await getCase(viewer, number)).draft).toEqual(more);
  });

  it("goes with the decision, everybody's, and comes back with no save that was late", async () => {
    const { viewer, number, version } = await writing();
    await keepDraft(await aViewer("moderator"), number, WORDS);
    expect(await kept(number)).toBe(2);
    await decideCase(viewer, number, { ...ALLOW, version });
    expect(await kept(number)).toBe(0);
    expect(await keepDraft(viewer, number, WORDS)).toEqual({ kept: false });
    expect(await kept(number)).toBe(0);
  });

  it("of saves and a decision at once none leaves a draft behind", async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, writing));
    await Promise.all(
      cases.flatMap(({ viewer, number, version }) => [
        keepDraft(viewer, number, { ...WORDS, note: "late" }),
        decideCase(viewer, number, { ...ALLOW, version }),
        keepDraft(viewer, number, { ...WORDS, note: "later" }),
      ]),
    );
    for (const { number } of cases) expect(await kept(number)).toBe(0);
  });

  it("does not follow the case that its writer has passed up", async () => {
    const { viewer, number, version } = await writing();
    await escalateCase(viewer, number, version, WORDS.note);
    expect((await getCase(viewer, number)).draft).toBeNull();
  });

  it("is forgotten when its writer empties it, and is bounded", async () => {
    const { viewer, number } = await writing();
    await keepDraft(viewer, number, null);
    expect(await kept(number)).toBe(0);
    const long = { ...WORDS, note: "x".repeat(5001) };
    expect(keepDraftSchema.safeParse({ draft: long }).success).toBe(false);
    const quotes = { ...WORDS, note: "\u0001".repeat(5000) };
    expect(keepDraftSchema.safeParse({ draft: quotes }).success).toBe(false);
    await keepDraft(viewer, number, { ...WORDS, note: '"\n'.repeat(2500), privateNote: "ی".repeat(5000) });
    await keepDraft(viewer, number, { ...WORDS, note: "a nul \0 in it" });
    expect((await getCase(viewer, number)).draft?.note).toBe("a nul  in it");
  });
});
