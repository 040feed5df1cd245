import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { insightsQuerySchema, listBehind, readInsights } from "#lib/insights/index.ts";
import {
  addSessionNote,
  answerSession,
  closeSession,
  createSession,
  exportSession,
  listInvitable,
  readFeedback,
  readQuality,
  readSession,
  suggestCases,
} from "./index.ts";
import { aDecision, NOTE, setShares } from "./testing.ts";

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  await setShares({ share: 0 });
  lead = await aViewer("lead");
});

const REMOVE = { action: "remove", policyCode: "H-2", rationale: "plain hate" } as const;
const ALLOW = { action: "allow", policyCode: null, rationale: "it is irony" } as const;

async function aSession(items: number, people: Viewer[]) {
  const decided = [];
  for (let one = 0; one < items; one++) decided.push(await aDecision("remove"));
  const { number } = await createSession(lead, {
    title: "Irony",
    caseNumbers: decided.map(({ caseNumber }) => caseNumber),
    userIds: people.map(({ userId }) => userId),
  });
  return { number, decided };
}

describe("a calibration session", () => {
  it("while it is open nobody sees what was decided or what others answered, leads included", async () => {
    const people = [await aViewer("moderator"), await aViewer("moderator")];
    const [one, two] = people as [Viewer, Viewer];
    const { number, decided } = await aSession(2, people);
    await answerSession(one, number, { position: 1, ...ALLOW });
    for (const reader of [one, two, lead]) {
      const session = await readSession(reader, number);
      const json = JSON.stringify(session);
      for (const secret of [NOTE, ALLOW.rationale, decided[0]?.by.name ?? "", decided[0]?.decisionId ?? ""])
        expect(json).not.toContain(secret);
      expect(session.results).toBeNull();
    }
    expect((await readSession(one, number)).next?.position).toBe(2);
    expect((await readSession(two, number)).next?.position).toBe(1);
    expect((await readSession(lead, number)).next).toBeNull();
    await expect(exportSession(one, number)).rejects.toMatchObject({ kind: "conflict" });
    await expect(readSession(await aViewer("moderator"), number)).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("the last answer closes it, also when the last ones come at once, and everybody reads who answered what", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => aViewer("moderator")));
    const { number } = await aSession(2, people);
    await Promise.all(
      people.flatMap((person, at) =>
        [1, 2].map((position) =>
          answerSession(person, number, { position, ...(position === 2 && at === 0 ? REMOVE : ALLOW) }),
        ),
      ),
    );
    const [person] = people as [Viewer];
    const session = await readSession(person, number);
    expect(session.state).toBe("closed");
    expect(session.results?.items.map(({ agreed, answers }) => [agreed, answers.length])).toEqual([
      [true, 4],
      [false, 4],
    ]);
    expect(session.results?.policies.map(({ policyCode, n }) => [policyCode, n])).toEqual([["H-2", 1]]);
    expect(session.results?.alpha?.n).toBe(2);
    await addSessionNote(person, number, { position: 2, text: "We agreed that it is irony." });
    const lines = [];
    for await (const line of await exportSession(person, number)) lines.push(line);
    expect(lines).toMatchObject([
      { session: number, position: 1, agreed: true },
      { position: 2, notes: [{ text: "We agreed that it is irony." }] },
    ]);
    await expect(answerSession(person, number, { position: 1, ...ALLOW })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("an answer is given once, by somebody invited, and the database refuses others", async () => {
    const people = [await aViewer("moderator"), await aViewer("moderator")];
    const [one] = people as [Viewer];
    const { number } = await aSession(1, people);
    const twice = await Promise.allSettled(
      [ALLOW, REMOVE].map((said) => answerSession(one, number, { position: 1, ...said })),
    );
    expect(twice.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(answerSession(lead, number, { position: 1, ...ALLOW })).rejects.toMatchObject({
      kind: "forbidden",
    });
    const item = await db().sessionItem.findFirstOrThrow({ where: { session: { number } } });
    await expect(
      db().calibrationAnswer.create({ data: { itemId: item.id, userId: lead.userId, action: "allow" } }),
    ).rejects.toThrow();
    await closeSession(lead, number);
    await expect(closeSession(lead, number)).rejects.toMatchObject({ kind: "conflict" });
    expect((await readFeedback(one)).sessions).toMatchObject([{ number, state: "closed", left: 0 }]);
  });

  it("cases are found by words and policy, and reviewers are invited", async () => {
    const word = `w${crypto.randomUUID().slice(0, 8)}`;
    const { caseNumber } = await aDecision("remove", { item: { text: `a post about ${word}` } });
    expect(await suggestCases(lead, { from: "decided", text: word.toUpperCase() })).toMatchObject([
      { number: caseNumber },
    ]);
    expect(await suggestCases(lead, { from: "disagreements", text: word })).toEqual([]);
    const annotator = await aViewer("annotator");
    const ids = (await listInvitable(lead)).map(({ id }) => id);
    expect(ids).toContain(lead.userId);
    expect(ids).not.toContain(annotator.userId);
    const request = { title: "x", caseNumbers: [caseNumber], userIds: [lead.userId, annotator.userId] };
    await expect(createSession(lead, request)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("its answers count as agreement, per policy and per pair, here and in Insights; few are said to be few", async () => {
    const people = [await aViewer("moderator"), await aViewer("moderator")];
    const [one, two] = people as [Viewer, Viewer];
    const { number } = await aSession(24, people);
    for (let position = 1; position <= 24; position++) {
      await answerSession(one, number, { position, ...(position % 2 === 0 ? ALLOW : REMOVE) });
      await answerSession(two, number, {
        position,
        ...(position % 2 === 0 || position === 1 ? ALLOW : REMOVE),
      });
    }
    const { agreement } = await readQuality(lead);
    const pair = agreement.pairs.find(({ a, b }) =>
      people.every(({ userId }) => [a.id, b.id].includes(userId)),
    );
    expect(pair?.n).toBe(24);
    expect(pair?.kappa?.value).toBeCloseTo(1 - 1 / 12, 5);
    expect(pair?.kappa?.low).toBeLessThan(pair?.kappa?.value ?? 0);
    expect(agreement.all.n).toBeGreaterThanOrEqual(24);
    expect(agreement.policies.map(({ policyCode }) => policyCode)).toContain("H-2");
    expect(
      agreement.pairs
        .filter(({ n, needed }) => n < needed)
        .every(({ alpha, kappa }) => alpha === null && kappa === null),
    ).toBe(true);
    const query = insightsQuerySchema.parse({});
    const insights = await readInsights(lead, query);
    expect(insights.agreement.alpha.n).toBe(agreement.all.n);
    expect(insights.policies.find(({ code }) => code === "H-2")?.agreement.estimate).not.toBeNull();
    const behind = await listBehind(lead, "agreement", insightsQuerySchema.parse({ policy: "H-2" }));
    expect(behind.length).toBeGreaterThanOrEqual(12);
  });
});
