import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aViewer, installPolicies, lapseClaim, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { decideCase, getCase } from "#lib/review/index.ts";
import {
  claimNextOrPractice,
  decideDeskCase,
  deskCaseEscalation,
  escalateDeskCase,
  getDeskCase,
  holdDeskCase,
  markDeskEmergency,
  markGold,
  readDeskAlike,
  readDeskContext,
  readDeskThread,
  readFeedback,
  readQuality,
  releaseDeskClaim,
  retireGold,
} from "./index.ts";
import { aDecision, claimed, NOTE, setShares } from "./testing.ts";

const QUEUE = "hate-harassment";
const always = () => 0;
const never = () => 0.999;
const WHY = "It quotes a slur in order to condemn it.";
let lead: Viewer;

beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});
beforeEach(async () => {
  await setShares({ share: 0, goldShare: 0.1 });
  await db().goldCase.updateMany({ where: { retiredAt: null }, data: { retiredAt: new Date() } });
});

/** A decided case made gold; what is expected is that it stays up. */
async function aGold() {
  const decided = await aDecision("remove");
  const { number } = await markGold(lead, {
    caseNumber: decided.caseNumber,
    action: "allow",
    policyCode: null,
    explanation: WHY,
  });
  return { ...decided, gold: number };
}

const answer = { policyCode: null, rationale: "", reveals: 1 };

/** Everything that figures and enforcement read. */
async function counts() {
  const [decisions, enforcements, cases, audits] = await Promise.all([
    db().decision.count(),
    db().enforcement.count(),
    db().case.groupBy({ by: ["state", "version"], _count: true, orderBy: { version: "asc" } }),
    db().prevalenceSample.count(),
  ]);
  const reporters = await db().reporter.aggregate({ _sum: { upheld: true, dismissed: true } });
  return {
    decisions,
    enforcements,
    cases,
    audits,
    reporters,
    items: await db().item.groupBy({ by: ["state"], _count: true, orderBy: { state: "asc" } }),
  };
}

describe("gold never touches figures or enforcement", () => {
  it("a practice case is claimed, read and answered, and no row that anything is counted from changes", async () => {
    const { caseNumber, by } = await aGold();
    const before = await counts();
    const person = await aViewer("moderator");
    const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
    if (!view) throw new Error("no practice");
    expect(view.number).not.toBe(caseNumber);
    const original = await getCase(person, caseNumber);
    expect(view).toMatchObject({
      state: "open",
      queue: original.queue,
      claim: { mine: true },
      permitted: ["decide", "extend", "release", "hand_over", "hold", "ask", "escalate"],
      decisions: [],
      look: null,
      blind: false,
    });
    expect(view.item.text).toBe(original.item.text);
    for (const secret of [NOTE, by.name, by.userId, WHY]) expect(JSON.stringify(view)).not.toContain(secret);
    const result = await decideDeskCase(person, view.number, {
      ...answer,
      version: view.version,
      action: "remove",
      policyCode: "H-2",
    });
    expect(result).toMatchObject({
      decisionId: null,
      practice: {
        given: { action: "remove", policyCode: "H-2" },
        expected: { action: "allow", policyCode: null },
        explanation: WHY,
        fits: false,
      },
    });
    expect(await counts()).toEqual(before);
    expect(await db().exposure.count({ where: { userId: person.userId } })).toBe(1);
  });

  it("what was seen of it counts, also when it is skipped or put on hold", async () => {
    await aGold();
    const person = await aViewer("moderator");
    const exposures = () => db().exposure.findMany({ where: { userId: person.userId } });
    const ahead = await claimNextOrPractice(person, QUEUE, [], {}, always);
    const number = ahead?.number ?? 0;
    // Claimed ahead and never on the screen.
    await releaseDeskClaim(person, number, ahead?.version ?? 0);
    expect(await exposures()).toEqual([]);
    const seen = await claimNextOrPractice(person, QUEUE, [], {}, always);
    expect(seen?.number).toBe(number);
    await releaseDeskClaim(person, number, seen?.version ?? 0, 2);
    expect(await exposures()).toMatchObject([{ reveals: 2, severity: seen?.severity }]);
    const again = await claimNextOrPractice(person, QUEUE, [], {}, always);
    const version = again?.version ?? 0;
    await holdDeskCase(person, number, { version, reason: "a translation", minutes: 60, reveals: 1 });
    expect((await exposures()).map(({ reveals }) => reveals).sort()).toEqual([1, 2]);
  });

  it("it has a number like any case, and no case has it", async () => {
    await aGold();
    const view = await claimNextOrPractice(await aViewer("moderator"), QUEUE, [], {}, always);
    expect(await db().case.count({ where: { number: view?.number ?? 0 } })).toBe(0);
    const newest = await db().case.aggregate({ _max: { number: true } });
    expect(view?.number).toBeGreaterThan(newest._max.number ?? 0);
  });
});

describe("it cannot be told from any other case", () => {
  it("author, thread and items alike are shown as on any case, without what its own item brought", async () => {
    const author = `author-${randomUUID()}`;
    const thread = `thread-${randomUUID()}`;
    const item = { account: { externalId: author }, threadExternalId: thread };
    const [other = 0] = await openCasesFor(1, item);
    const by = await aViewer("moderator");
    const [caseNumber = 0] = await openCasesFor(1, item);
    const { version } = await claimed(by, caseNumber);
    await decideCase(by, caseNumber, {
      version,
      action: "remove",
      policyCode: "H-2",
      rationale: NOTE,
      reveals: 0,
      strike: true,
    });
    await markGold(lead, { caseNumber, action: "allow", policyCode: null, explanation: WHY });
    const person = await aViewer("moderator");
    const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
    if (!view) throw new Error("no practice");

    const onOther = await readDeskContext(person, other);
    expect(onOther.account?.strikes).toHaveLength(1);
    const onPractice = await readDeskContext(person, view.number);
    expect(onPractice.account).toMatchObject({ externalId: author, strikes: [] });
    const { posts } = await readDeskThread(person, view.number, {});
    expect(posts.map(({ state }) => state)).toEqual([null, null]);
    expect(await readDeskAlike(person, view.number)).toMatchObject({ own: { text: view.item.text } });
    await expect(readDeskContext(await aViewer("moderator"), view.number)).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("who meets it", () => {
  it("each person at most once, also when they claim many times at once", async () => {
    await aGold();
    const person = await aViewer("moderator");
    const claims = await Promise.all(
      Array.from({ length: 8 }, () =>
        claimNextOrPractice(person, "care", [], {}, never).then(() =>
          claimNextOrPractice(person, QUEUE, [], {}, always),
        ),
      ),
    );
    const practice = await db().practiceCase.findMany({ where: { userId: person.userId } });
    expect(practice).toHaveLength(1);
    expect(claims.filter((view) => view?.number === practice[0]?.number)).toHaveLength(1);
  });

  it("not who judged the item, not who marked it, and nobody else's is readable", async () => {
    const { by } = await aGold();
    for (const person of [by, lead]) {
      await claimNextOrPractice(person, QUEUE, [], {}, always);
      expect(await db().practiceCase.count({ where: { userId: person.userId } })).toBe(0);
    }
    const person = await aViewer("moderator");
    const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
    await expect(getDeskCase(await aViewer("admin"), view?.number ?? 0)).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("given back unanswered it comes again, under the same number; answered it does not", async () => {
    await aGold();
    const person = await aViewer("moderator");
    const first = await claimNextOrPractice(person, QUEUE, [], {}, always);
    await releaseDeskClaim(person, first?.number ?? 0, first?.version ?? 0);
    const again = await claimNextOrPractice(person, QUEUE, [], {}, always);
    expect(again?.number).toBe(first?.number);
    await decideDeskCase(person, again?.number ?? 0, {
      ...answer,
      version: again?.version ?? 0,
      action: "allow",
    });
    const after = await claimNextOrPractice(person, QUEUE, [], {}, always);
    expect(after?.number).not.toBe(first?.number);
    await expect(
      decideDeskCase(person, again?.number ?? 0, {
        ...answer,
        version: again?.version ?? 0,
        action: "allow",
      }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  it("a lapsed claim cannot answer, as on any case", async () => {
    await aGold();
    const person = await aViewer("moderator");
    const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
    await expect(lapseClaim(view?.number ?? 0)).rejects.toThrow();
    await db().practiceCase.update({
      where: { number: view?.number ?? 0 },
      data: { claimExpiresAt: new Date(Date.now() - 1000) },
    });
    await expect(
      decideDeskCase(person, view?.number ?? 0, { ...answer, version: view?.version ?? 0, action: "allow" }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  it("at no share, and when it is retired, nobody meets it", async () => {
    const { gold } = await aGold();
    const person = await aViewer("moderator");
    await setShares({ share: 0, goldShare: 0 });
    await claimNextOrPractice(person, QUEUE, [], {}, always);
    await setShares({ share: 0, goldShare: 0.1 });
    await claimNextOrPractice(person, QUEUE, [], {}, never);
    await retireGold(lead, gold);
    await claimNextOrPractice(person, QUEUE, [], {}, always);
    expect(await db().practiceCase.count({ where: { userId: person.userId } })).toBe(0);
  });
});

it("is no emergency, and says so; where it would go is said as of any other", async () => {
  await aGold();
  const person = await aViewer("moderator");
  const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
  const [number, version] = [view?.number ?? 0, view?.version ?? 0];
  const said = await deskCaseEscalation(person, number);
  expect(said).toMatchObject({ escalation: { queue: { en: "Escalations" } }, notMarkable: null });
  await expect(markDeskEmergency(person, number, version, "tonight")).rejects.toMatchObject({
    kind: "invalid",
    extra: { reason: "practice" },
  });
  expect((await getDeskCase(person, number)).claim?.mine).toBe(true);
});

describe("what is told afterwards", () => {
  it("the person reads it under their feedback, the lead the share with its interval", async () => {
    const { caseNumber } = await aGold();
    const person = await aViewer("moderator");
    const view = await claimNextOrPractice(person, QUEUE, [], {}, always);
    await escalateDeskCase(person, view?.number ?? 0, view?.version ?? 0, "not sure");
    const feedback = await readFeedback(person);
    expect(feedback.practice).toMatchObject([
      {
        caseNumber: view?.number,
        given: { action: "escalate" },
        expected: { action: "allow" },
        explanation: WHY,
        fits: false,
      },
    ]);
    expect(feedback.accuracy).toMatchObject({ value: 0, low: 0, n: 1 });
    const { gold, accuracy } = await readQuality(lead);
    expect(gold.find((row) => row.caseNumber === caseNumber)?.fitting).toMatchObject({ value: 0, n: 1 });
    expect(accuracy.find(({ id }) => id === person.userId)?.fitting.high).toBeLessThan(1);
  });

  it("a case can be gold once, and only when it is decided", async () => {
    const { caseNumber } = await aGold();
    const request = { action: "allow", policyCode: null, explanation: WHY } as const;
    await expect(markGold(lead, { ...request, caseNumber })).rejects.toMatchObject({ kind: "conflict" });
    await expect(markGold(lead, { ...request, caseNumber: 2_000_000_000 })).rejects.toMatchObject({
      kind: "invalid",
    });
    await expect(markGold(await aViewer("moderator"), { ...request, caseNumber })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
