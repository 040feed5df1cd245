import { beforeAll, describe, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies, REVIEW_SIGNALS } from "#e2e/support/builders.ts";
import { fileAppeal, resolveAppeal } from "#lib/appeals/index.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import { printItems, readAlike } from "./index.ts";

let viewer: Viewer;
beforeAll(async () => {
  await installPolicies();
  viewer = await aViewer("moderator");
});

const WORDS = "All of them should leave this town before the winter comes, and nobody should help them pack";

async function caseOf(text: string) {
  const [itemId = ""] = await ingest({ text });
  await judgeItems([itemId], aScorer(REVIEW_SIGNALS), new Date());
  const { number } = await db().case.findFirstOrThrow({ where: { itemId } });
  return { itemId, number };
}

async function decided(text: string, action: "allow" | "remove") {
  const { number } = await caseOf(text);
  const held = await claimCase(viewer, number, (await getCase(viewer, number)).version);
  const policyCode = action === "allow" ? null : "H-2";
  return (await decideCase(viewer, number, { version: held.version, action, policyCode })).decisionId ?? "";
}

async function overturned(decisionId: string) {
  const { appealId } = await fileAppeal({ decisionId, statement: "No.", language: "en" }, "author");
  const { case: appeal } = await db().appeal.findUniqueOrThrow({
    where: { id: appealId },
    include: { case: true },
  });
  const other = await aViewer("moderator");
  const held = await claimCase(other, appeal.number, (await getCase(other, appeal.number)).version);
  const answer = { version: held.version, outcome: "overturned" as const, reason: "Right.", reveals: 0 };
  await resolveAppeal(other, appeal.number, answer);
}

describe("posts alike", () => {
  it("are told with what was decided on each: copies, near copies, and none of another text", async () => {
    await decided(WORDS, "remove");
    await decided(WORDS.toUpperCase(), "remove");
    await decided(WORDS.replace("winter", "summer"), "allow");
    await overturned(await decided(`${WORDS}!`, "remove"));
    await decided("The council meets on Tuesday to talk about the new tram line to the harbour", "remove");
    const { number } = await caseOf(WORDS.replace("pack", "move"));
    const alike = await readAlike(viewer, number);
    expect(alike).toMatchObject({ total: 4, earlier: 0, atLeast: false });
    expect(alike.outcomes).toEqual([
      { outcome: "remove", count: 2 },
      { outcome: "allow", count: 1 },
      { outcome: "allowed_on_appeal", count: 1 },
    ]);
    expect(alike.items.every(({ near }) => near.kind === "text" && near.similarity >= 0.7)).toBe(true);
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await readAlike(viewer, number, later)).toMatchObject({ total: 0, earlier: 4, outcomes: [] });
  });

  it("count when they are short and the same, and never as the item's own revisions", async () => {
    await decided("go away", "remove");
    const [itemId = ""] = await ingest({ externalId: "edited", text: "go  AWAY" });
    await ingest({ externalId: "edited", text: "GO away" });
    await judgeItems([itemId], aScorer(REVIEW_SIGNALS), new Date());
    const { number } = await db().case.findFirstOrThrow({ where: { itemId } });
    expect((await readAlike(viewer, number)).items.map(({ near, outcome }) => [near, outcome])).toEqual([
      [{ kind: "text", similarity: 1 }, "remove"],
    ]);
  });

  it("say nothing on a blind case", async () => {
    await decided("a post that a sample will hold, long enough to be told apart", "remove");
    const { number } = await caseOf("a post that a sample will hold, long enough to be told apart");
    expect((await readAlike(viewer, number)).total).toBe(1);
    await db().case.update({ where: { number }, data: { purpose: "prevalence" } });
    expect(await readAlike(viewer, number)).toMatchObject({ total: 0, items: [] });
  });

  it("are found by a picture that differs in a few bits, and not by one that differs in many", async () => {
    const pdq = "f0e1d2c3b4a5968778695a4b3c2d1e0f".repeat(2);
    const near = `${pdq.slice(0, -1)}0`;
    const far = "0f1e2d3c4b5a69788796a5b4c3d2e1f0".repeat(2);
    const itemIds = [];
    for (const [n, hash] of [pdq, near, far].entries()) {
      const { itemId } = await caseOf(`picture number ${n} ${crypto.randomUUID()}`);
      itemIds.push(itemId);
      await db().media.create({
        data: {
          itemId,
          position: 0,
          sourceUrl: "https://platform.example/p.png",
          state: "stored",
          frames: {
            create: { position: 0, file: "f", width: 9, height: 9, pdq: hash, pdqQuality: 90, pdqTurned: [] },
          },
        },
      });
    }
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: itemIds[0] ?? "" } });
    const { items } = await readAlike(viewer, number);
    expect(items.map(({ near: by }) => by.kind)).toEqual(["picture"]);
    expect(items[0]?.near.similarity).toBeGreaterThan(0.98);
  });
});

it("items from before prints were kept get theirs, once", async () => {
  const { itemId } = await caseOf("an item from before, with words enough to be found again");
  await db().itemPrint.deleteMany({ where: { itemId } });
  let after: string | null = null;
  let count = 0;
  do {
    const done = await printItems(after);
    after = done.last;
    count += done.count;
  } while (after !== null);
  expect(count).toBeGreaterThanOrEqual(1);
  expect(await db().itemPrint.count({ where: { itemId } })).toBe(1);
  expect((await printItems(null)).count).toBe(0);
});
