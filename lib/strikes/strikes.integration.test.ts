import { beforeAll, describe, expect, it } from "vitest";
import {
  aScorer,
  aViewer,
  ingest,
  installPolicies,
  openCasesFor,
  REVIEW_SIGNALS,
} from "#e2e/support/builders.ts";
import { readContext } from "#lib/accounts/index.ts";
import { fileAppeal, resolveAppeal } from "#lib/appeals/index.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { createEndpoint } from "#lib/enforcement/index.ts";
import {
  claimCase,
  type decideCase as Decide,
  decideCase,
  getCase,
  undoDecision,
} from "#lib/review/index.ts";
import { INSTALLED_LADDER } from "./ladder.ts";
import { listLadders, saveLadder } from "./manage-ladders.ts";

let viewer: Viewer;
let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  viewer = await aViewer("moderator");
  lead = await aViewer("lead");
  await createEndpoint(await aViewer("admin"), { url: "http://127.0.0.1:9/hook" });
});

type Request = Omit<Parameters<typeof Decide>[2], "version">;
const STRIKE: Request = {
  action: "warn",
  measures: [{ action: "remove", hours: null }],
  strike: true,
  policyCode: "H-2",
  rationale: "Calls to drive people out.",
  privateNote: "Third time this week.",
};

async function anAccount() {
  const externalId = `author-${crypto.randomUUID()}`;
  return {
    externalId,
    /** A case of the account that this person holds. */
    held: async (by = viewer) => {
      const [number = 0] = await openCasesFor(1, { account: { externalId } });
      return claimCase(by, number, (await getCase(by, number)).version);
    },
  };
}

async function struck(author: Awaited<ReturnType<typeof anAccount>>, request = STRIKE) {
  const held = await author.held();
  const { decisionId } = await decideCase(viewer, held.number, { ...request, version: held.version });
  return { decisionId: decisionId ?? "", caseNumber: held.number };
}

const strikesOf = (externalId: string) =>
  db().strike.findMany({ where: { account: { externalId } }, orderBy: { createdAt: "asc" } });

async function nthFor(author: Awaited<ReturnType<typeof anAccount>>) {
  const held = await author.held();
  const { recommendations } = await readContext(viewer, held.number);
  return recommendations.find(({ policyCode }) => policyCode === "H-2");
}

describe("several measures, a strike and two kinds of words in one decision", () => {
  it("are one row with its strike, its statement and its delivery, the strongest measure in front", async () => {
    const author = await anAccount();
    const { decisionId, caseNumber } = await struck(author);
    const decision = await db().decision.findUniqueOrThrow({
      where: { id: decisionId },
      include: { strike: true, statement: true, enforcements: true },
    });
    expect(decision).toMatchObject({
      action: "remove",
      measures: [{ action: "warn", hours: null }],
      privateNote: "Third time this week.",
      strike: { policyCode: "H-2", takesBackId: null },
    });
    const statement = JSON.stringify(decision.statement?.content);
    expect(statement).toContain("DECISION_VISIBILITY_CONTENT_REMOVED");
    expect(statement).toContain("DECISION_VISIBILITY_OTHER");
    expect(statement).toContain("Calls to drive people out.");
    expect(statement).not.toContain("Third time this week.");
    const payload = JSON.stringify(decision.enforcements[0]?.payload);
    expect(JSON.parse(payload)).toMatchObject({
      data: {
        decision: {
          action: "remove",
          until: null,
          measures: [{ action: "warn", until: null }],
          strike: { policy: "H-2" },
        },
      },
    });
    expect(payload).not.toContain("Third time this week.");
    expect((await getCase(viewer, caseNumber)).decisions[0]).toMatchObject({
      measures: [{ action: "warn", hours: null }],
      strike: { takenBack: false },
      privateNote: "Third time this week.",
    });
  });

  it("commit together or not at all: without an author there is no strike, and no decision", async () => {
    const [number = 0] = await openCasesFor(1);
    const held = await claimCase(viewer, number, (await getCase(viewer, number)).version);
    await expect(decideCase(viewer, number, { ...STRIKE, version: held.version })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "strike" }],
    });
    expect(await getCase(viewer, number)).toMatchObject({
      state: "open",
      decisions: [],
      claim: { mine: true },
    });
  });

  it("are refused where the policy does not allow one, or two exclude each other", async () => {
    const held = await (await anAccount()).held();
    for (const request of [
      { ...STRIKE, policyCode: "C-1" },
      { ...STRIKE, action: "limit_reach" as const },
      { ...STRIKE, hours: 24 },
    ])
      await expect(
        decideCase(viewer, held.number, { ...request, version: held.version }),
      ).rejects.toMatchObject({ kind: "invalid" });
    expect((await getCase(viewer, held.number)).state).toBe("open");
  });
});

describe("a strike", () => {
  it("is append-only, and undo takes it back with a new row that points at it", async () => {
    const author = await anAccount();
    const { decisionId } = await struck(author);
    const [strike] = await strikesOf(author.externalId);
    await expect(db().strike.delete({ where: { id: strike?.id ?? "" } })).rejects.toThrow(/append-only/);
    expect((await nthFor(author))?.nth).toBe(2);
    await undoDecision(viewer, decisionId);
    const rows = await strikesOf(author.externalId);
    expect(rows.map(({ takesBackId }) => takesBackId)).toEqual([null, strike?.id]);
    expect((await nthFor(author))?.nth).toBe(1);
  });

  it("falls with its decision when an appeal is overturned, and the platform is told all that ends", async () => {
    const author = await anAccount();
    const { decisionId } = await struck(author);
    const { appealId } = await fileAppeal(
      { decisionId, statement: "It was a quotation.", language: "en" },
      "author",
    );
    const { case: appealCase } = await db().appeal.findUniqueOrThrow({
      where: { id: appealId },
      include: { case: true },
    });
    const other = await aViewer("moderator");
    const held = await claimCase(other, appealCase.number, (await getCase(other, appealCase.number)).version);
    const resolved = await resolveAppeal(other, held.number, {
      version: held.version,
      outcome: "overturned",
      reason: "It was.",
      reveals: 0,
    });
    const [delivery] = await db().enforcement.findMany({
      where: { decisionId: resolved.decisionId ?? "" },
    });
    expect(delivery?.payload).toMatchObject({
      type: "decision.reversed",
      data: { decision: { reverses: decisionId, takesBack: ["remove", "warn"], strike: null } },
    });
    expect((await nthFor(author))?.nth).toBe(1);
    const { account } = await readContext(viewer, (await author.held()).number);
    expect(account).toMatchObject({ overturned: 1, strikes: [] });
  });

  it("counts no more once it has expired", async () => {
    const author = await anAccount();
    await struck(author);
    const held = await author.held();
    const inTwoYears = new Date(Date.now() + 730 * 86_400_000);
    const { recommendations, account } = await readContext(viewer, held.number, { now: inTwoYears });
    expect(recommendations.find(({ policyCode }) => policyCode === "H-2")?.nth).toBe(1);
    expect(account?.strikes).toEqual([]);
  });

  it("and all that is known of the author stay unknown on a blind case", async () => {
    const author = await anAccount();
    await struck(author);
    const held = await author.held();
    await db().case.update({ where: { number: held.number }, data: { purpose: "prevalence" } });
    expect(await readContext(viewer, held.number)).toEqual({ account: null, recommendations: [] });
  });
});

describe("the ladder of strikes", () => {
  it("recommends step after step, and a policy may have its own", async () => {
    const author = await anAccount();
    const steps = [];
    for (let nth = 0; nth < 3; nth++) {
      steps.push((await nthFor(author))?.step);
      await struck(author);
    }
    expect(steps).toEqual(INSTALLED_LADDER.steps.slice(0, 3));
    const own = { ...INSTALLED_LADDER, steps: [{ action: "suspend_account" as const, hours: 48 }] };
    await saveLadder(lead, { policyCode: "H-2", version: 0, content: own, note: "hate comes first" });
    expect(await nthFor(author)).toMatchObject({ nth: 4, step: { action: "suspend_account", hours: 48 } });
    await saveLadder(lead, { policyCode: "H-2", version: 1, content: null, note: "" });
    expect((await nthFor(author))?.step).toEqual(INSTALLED_LADDER.steps[3]);
  });

  it("is versioned and audited; of two leads at once one is told to look again", async () => {
    const change = { policyCode: null, version: 0, content: INSTALLED_LADDER, note: "as before" };
    const outcomes = await Promise.allSettled([saveLadder(lead, change), saveLadder(lead, change)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listLadders(lead)).general).toMatchObject({ version: 1, authorName: lead.name });
    const entries = await db().auditEntry.findMany({ where: { subject: "strikes:default" } });
    expect(entries).toHaveLength(1);
    await expect(listLadders(viewer)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

it("a decision under a policy that was retired meanwhile is refused by name, and nothing is written", async () => {
  const [id = ""] = await ingest({ account: { externalId: "of a retired policy" } });
  await judgeItems([id], aScorer(REVIEW_SIGNALS), new Date());
  const { number } = await db().case.findFirstOrThrow({ where: { itemId: id } });
  const held = await claimCase(viewer, number, (await getCase(viewer, number)).version);
  await db().policy.update({ where: { code: "P-1" }, data: { retiredAt: new Date() } });
  const { currentPolicies } = await import("#lib/policy/index.ts");
  await expect
    .poll(async () => (await currentPolicies()).some(({ code }) => code === "P-1"), { timeout: 15_000 })
    .toBe(false);
  await expect(
    decideCase(viewer, number, {
      version: held.version,
      action: "warn",
      policyCode: "P-1",
    }),
  ).rejects.toMatchObject({ kind: "invalid", extra: { reason: "policy_retired", policyCode: "P-1" } });
  expect((await getCase(viewer, number)).state).toBe("open");
});
