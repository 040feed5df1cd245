import { beforeAll, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { claimNext, getCase, holdCase, listCases, listHolds, listQueues } from "#lib/review/index.ts";
import { page } from "#lib/review/testing.ts";
import {
  askAboutDeskCase,
  claimNextOrPractice,
  decideDeskCase,
  getDeskCase,
  holdDeskCase,
  keepDeskDraft,
  markGold,
  resumeDeskCase,
} from "./index.ts";
import { aDecision, claimed, lookOf, NOTE, setShares } from "./testing.ts";

const QUEUE = "hate-harassment";
const always = () => 0;
const WHY = { reason: "Waiting for a translation", minutes: 60 };
const DRAFT = {
  choice: null,
  measures: [],
  strike: false,
  policyCode: null,
  note: "half a thought",
  privateNote: "",
  reveals: 0,
};

beforeAll(installPolicies);

it("practice is put on hold, resumed and drafted like any case of its queue, and nobody can be asked", async () => {
  const lead = await aViewer("lead");
  await setShares({ share: 0, goldShare: 0.1 });
  const { caseNumber } = await aDecision("remove");
  await markGold(lead, { caseNumber, action: "allow", policyCode: null, explanation: NOTE });
  const viewer = await aViewer("moderator");
  const practice = await claimNextOrPractice(viewer, QUEUE, [], {}, always);
  const number = practice?.number ?? 0;
  expect(await db().practiceCase.count({ where: { number } })).toBe(1);
  const [other = 0] = await openCasesFor(1);
  const real = await claimed(await aViewer("moderator"), other);
  expect([...(practice?.permitted ?? [])].sort()).toEqual([...real.permitted].sort());
  expect((await listQueues(lead)).find(({ slug }) => slug === QUEUE)?.reviewing.names).toContain(viewer.name);

  const held = await holdDeskCase(viewer, number, { ...WHY, version: practice?.version ?? 0 });
  expect(held).toMatchObject({ hold: { reason: WHY.reason }, claim: { mine: true } });
  expect(await listHolds(viewer)).toMatchObject([{ number, queue: { slug: QUEUE } }]);
  await expect(
    decideDeskCase(viewer, number, { version: held.version, action: "allow", policyCode: null }),
  ).rejects.toMatchObject({ kind: "conflict" });
  await expect(
    askAboutDeskCase(viewer, number, { colleagueId: lead.userId, question: "What do you think?" }),
  ).rejects.toMatchObject({ extra: { reason: "judged_alone" } });
  expect(await keepDeskDraft(viewer, number, DRAFT)).toEqual({ kept: true });
  expect((await getDeskCase(viewer, number)).draft).toEqual(DRAFT);
  const { version, hold } = await resumeDeskCase(viewer, number, held.version);
  expect(hold).toBeNull();
  await decideDeskCase(viewer, number, { version, action: "allow", policyCode: null });
  expect(await db().caseDraft.count({ where: { caseNumber: number } })).toBe(0);
});

it("why a second look is on hold is told to its holder alone", async () => {
  await setShares({ share: 1 });
  const { decisionId } = await aDecision("remove");
  const look = await lookOf(decisionId);
  const [second, lead] = [await aViewer("moderator"), await aViewer("lead")];
  const { version } = await claimed(second, look.case.number);
  const held = await holdCase(second, look.case.number, { ...WHY, version });
  expect(held).toMatchObject({ hold: { reason: WHY.reason }, questions: [] });
  expect(held.permitted).not.toContain("ask");
  expect((await getCase(lead, look.case.number)).hold).toBeNull();
  const { cases } = await listCases(lead, "second-look", page({ limit: 100 }));
  expect(cases.find((one) => one.number === look.case.number)?.holdReason).toBeNull();
  const filtered = await listCases(lead, "second-look", page({ limit: 100, state: "held" }));
  expect(filtered.cases).toEqual([]);
  expect(await claimNext(lead, "second-look", [])).not.toMatchObject({ number: look.case.number });
});
