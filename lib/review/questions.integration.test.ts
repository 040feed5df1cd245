import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import { appealed, personalRemoval } from "#lib/appeals/testing.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import {
  answerQuestion,
  askColleague,
  claimCase,
  decideCase,
  getCase,
  listAskable,
  listInbox,
  openBlindCases,
  releaseClaim,
  seeAnswers,
} from "./index.ts";
import { ALLOW } from "./testing.ts";

beforeAll(installPolicies);

const QUESTION = "Is this word an insult where you come from?";

async function claimed(viewer: Viewer, caseNumber?: number) {
  const number = caseNumber ?? (await openCasesFor(1))[0] ?? 0;
  return claimCase(viewer, number, (await getCase(viewer, number)).version);
}

/** A question that waits for an answer. */
async function asked() {
  const [asker, colleague] = [await aViewer("moderator"), await aViewer("moderator")];
  const { number, version } = await claimed(asker);
  const view = await askColleague(asker, number, { colleagueId: colleague.userId, question: QUESTION });
  return { asker, colleague, number, version, id: view.questions[0]?.id ?? "" };
}

describe("a question to a colleague", () => {
  it("reaches them alone, is answered without a claim, and stays with the case", async () => {
    const { asker, colleague, number, version, id } = await asked();
    expect(await listInbox(colleague)).toMatchObject([
      { id, kind: "question", caseNumber: number, from: asker.name, question: QUESTION },
    ]);
    expect(await listInbox(await aViewer("lead"))).toEqual([]);
    expect((await getCase(colleague, number)).questions).toMatchObject([{ mine: "colleague" }]);
    await answerQuestion(colleague, id, { answer: "Yes, a strong one." });
    expect(await listInbox(colleague)).toEqual([]);
    expect(await db().exposure.count({ where: { userId: colleague.userId } })).toBe(1);
    expect(await listInbox(asker)).toMatchObject([{ kind: "answer", answer: "Yes, a strong one." }]);
    expect((await getCase(asker, number)).questions).toMatchObject([{ mine: "asker", fresh: true }]);
    await seeAnswers(asker, number);
    expect(await listInbox(asker)).toEqual([]);
    await decideCase(asker, number, { ...ALLOW, version });
    const record = (await getCase(await aViewer("lead"), number)).questions;
    expect(record).toMatchObject([
      { question: QUESTION, answer: "Yes, a strong one.", colleagueName: colleague.name, mine: "none" },
    ]);
    const audit = await db().auditEntry.findMany({ where: { subject: `case:${number}` } });
    expect(audit.map(({ action }) => action).sort()).toEqual(["question.answered", "question.asked"]);
  });

  it("is asked by the holder of the case, and answered once, by who was asked, while the case is open", async () => {
    const { asker, colleague, number, version, id } = await asked();
    const stranger = await aViewer("moderator");
    await expect(
      askColleague(stranger, number, { colleagueId: colleague.userId, question: QUESTION }),
    ).rejects.toMatchObject({ kind: "conflict" });
    await expect(answerQuestion(stranger, id, { answer: "no" })).rejects.toMatchObject({ kind: "not_found" });
    const both = await Promise.allSettled([
      answerQuestion(colleague, id, { answer: "yes" }),
      answerQuestion(colleague, id, { answer: "no" }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await askColleague(asker, number, { colleagueId: stranger.userId, question: QUESTION });
    const open = await db().caseQuestion.findFirstOrThrow({ where: { colleagueId: stranger.userId } });
    await decideCase(asker, number, { ...ALLOW, version });
    await expect(answerQuestion(stranger, open.id, { answer: "late" })).rejects.toMatchObject({
      extra: { reason: "closed" },
    });
    expect(await listInbox(stranger)).toEqual([]);
  });

  it("goes to somebody who may see the case, and is refused beyond five that wait", async () => {
    const asker = await aViewer("moderator");
    const { number } = await claimed(asker);
    const annotator = await aViewer("annotator");
    for (const colleagueId of [asker.userId, annotator.userId])
      await expect(askColleague(asker, number, { colleagueId, question: QUESTION })).rejects.toMatchObject({
        kind: "invalid",
      });
    const limited = await aViewer("moderator");
    await db().roleLimit.create({
      data: { userId: limited.userId, roleId: "moderator", queues: ["language"], policies: [] },
    });
    await expect(
      askColleague(asker, number, { colleagueId: limited.userId, question: QUESTION }),
    ).rejects.toMatchObject({ kind: "invalid" });
    const colleague = await aViewer("lead");
    const askable = (await listAskable(asker, number)).map(({ id }) => id);
    expect(askable).toContain(colleague.userId);
    for (const { userId } of [asker, annotator, limited]) expect(askable).not.toContain(userId);
    const request = { colleagueId: colleague.userId, question: QUESTION };
    for (let n = 0; n < 5; n++) await askColleague(asker, number, request);
    await expect(askColleague(asker, number, request)).rejects.toMatchObject({
      extra: { reason: "too_many_questions" },
    });
  });

  it("invariant 7: on an appeal nobody who took part is asked or answers, whoever writes the row", async () => {
    const { decision, by } = await personalRemoval();
    const number = await appealed(decision.id);
    const asker = await aViewer("moderator");
    await claimed(asker, number);
    expect((await listAskable(asker, number)).map(({ id }) => id)).not.toContain(by.userId);
    await expect(
      askColleague(asker, number, { colleagueId: by.userId, question: QUESTION }),
    ).rejects.toMatchObject({ kind: "invalid" });
    const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number } });
    await expect(
      db().caseQuestion.create({
        data: { caseId, askerId: asker.userId, colleagueId: by.userId, question: QUESTION },
      }),
    ).rejects.toThrow(/took part/);
  });

  it("invariant 7: who advised on a decision is shut out of the appeal against it", async () => {
    const { asker, colleague, number, id } = await asked();
    await answerQuestion(colleague, id, { answer: "Remove it." });
    const held = await getCase(asker, number);
    await releaseClaim(asker, number, held.version);
    const decider = await aViewer("moderator");
    const { version } = await claimed(decider, number);
    const { decisionId } = await decideCase(decider, number, {
      version,
      action: "remove",
      policyCode: "H-2",
      rationale: "",
      reveals: 0,
    });
    const appeal = await appealed(decisionId ?? "");
    for (const person of [asker, colleague, decider])
      expect((await getCase(person, appeal)).tookPart).toBe(true);
    expect((await getCase(await aViewer("moderator"), appeal)).tookPart).toBe(false);
  });

  it("nobody is asked about a case that is judged blind, whoever writes the row", async () => {
    const [triage = 0] = await openCasesFor(1);
    const { itemId } = await db().case.findUniqueOrThrow({ where: { number: triage } });
    await openBlindCases(db(), [itemId], new Date());
    const sample = await db().case.findFirstOrThrow({ where: { itemId, purpose: "prevalence" } });
    const [asker, colleague] = [await aViewer("moderator"), await aViewer("moderator")];
    await claimed(asker, sample.number);
    await expect(
      askColleague(asker, sample.number, { colleagueId: colleague.userId, question: QUESTION }),
    ).rejects.toMatchObject({ extra: { reason: "judged_alone" } });
    const data = {
      caseId: sample.id,
      askerId: asker.userId,
      colleagueId: colleague.userId,
      question: QUESTION,
    };
    await expect(db().caseQuestion.create({ data })).rejects.toThrow(/judged blind/);
  });

  it("its words stay as they are", async () => {
    const { colleague, id } = await asked();
    await answerQuestion(colleague, id, { answer: "yes" });
    await expect(db().caseQuestion.update({ where: { id }, data: { answer: "no" } })).rejects.toThrow(
      /answered once/,
    );
    await expect(db().caseQuestion.delete({ where: { id } })).rejects.toThrow();
  });
});
