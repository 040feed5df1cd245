import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import {
  callOffEmergency,
  claimCase,
  claimNext,
  decideCase,
  escalateCase,
  getCase,
  handOver,
  listColleagues,
  markEmergency,
  releaseClaim,
  undoDecision,
} from "#lib/review/index.ts";
import { resolveAppeal } from "./index.ts";
import { appealed, automaticRemoval, claimed, personalRemoval } from "./testing.ts";

beforeAll(installPolicies);

describe("invariant 7: an appeal never reaches anyone who took part in the decision it contests", () => {
  it("of fifty reviewers who claim at once, those who took part get none of their own", async () => {
    const everybody = await Promise.all(Array.from({ length: 50 }, () => aViewer("moderator")));
    const participants = everybody.slice(0, 10);
    const own = new Map<string, number>();
    for (const participant of participants) {
      const { decision } = await personalRemoval(participant);
      own.set(participant.userId, await appealed(decision.id));
    }
    for (let round = 0; round < 3; round++) {
      const got = await Promise.all(everybody.map((viewer) => claimNext(viewer, "appeals", [])));
      expect(got.filter((one) => one !== null)).toHaveLength(10);
      for (const [index, one] of got.entries()) {
        const viewer = everybody[index];
        if (!one || !viewer) continue;
        expect(one.number).not.toBe(own.get(viewer.userId));
        await releaseClaim(viewer, one.number, one.version);
      }
    }
    // With nothing left but their own, they are told that nothing is free.
    const [first] = participants;
    const others = [...own.values()].filter((number) => number !== own.get(first?.userId ?? ""));
    expect(first && (await claimNext(first, "appeals", others))).toBeNull();
  });

  it("a participant is shown why, and is refused by number, by take-over, by hand-over and as a lead", async () => {
    const lead = await aViewer("lead");
    const { decision } = await personalRemoval(lead);
    const number = await appealed(decision.id);
    const another = await aViewer("moderator");
    const offered = (await listColleagues(another, number)).map(({ id }) => id);
    expect(offered).not.toContain(lead.userId);
    expect(offered).not.toContain(another.userId);
    expect((await listColleagues(another, number - 1)).map(({ id }) => id)).toContain(lead.userId);
    const view = await getCase(lead, number);
    expect(view).toMatchObject({ tookPart: true, permitted: [] });
    await expect(claimCase(lead, number, view.version)).rejects.toMatchObject({
      kind: "forbidden",
      extra: { reason: "took_part" },
    });
    const other = await aViewer("moderator");
    const held = await claimed(other, number);
    expect(held.permitted).toEqual(["resolve", "extend", "release", "hand_over", "hold", "ask"]);
    await expect(claimCase(lead, number, held.version)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(handOver(other, number, held.version, lead.userId)).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "toUserId" }],
    });
    await expect(
      resolveAppeal(lead, number, { version: held.version, outcome: "upheld", reason: "mine" }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("who escalated the case, who called it an emergency, who took a decision on it back and who decided before are all participants", async () => {
    const [first, escalator, lead] = [
      await aViewer("moderator"),
      await aViewer("moderator"),
      await aViewer("lead"),
    ];
    const { decision, caseNumber } = await personalRemoval(first);
    await undoDecision(first, decision.id);
    await releaseClaim(first, caseNumber, (await getCase(first, caseNumber)).version);
    const marker = await aViewer("moderator");
    await markEmergency(marker, caseNumber, (await getCase(marker, caseNumber)).version, "tonight?");
    await callOffEmergency(lead, caseNumber, (await getCase(lead, caseNumber)).version, "a song");
    const held = await claimed(escalator, caseNumber);
    await escalateCase(escalator, caseNumber, held.version, "unsure");
    const theirs = await claimed(lead, caseNumber);
    const { decisionId } = await decideCase(lead, caseNumber, {
      version: theirs.version,
      action: "remove",
      policyCode: "H-2",
      rationale: "",
      reveals: 0,
    });
    const number = await appealed(decisionId ?? "");
    for (const viewer of [first, escalator, lead, marker])
      expect(await getCase(viewer, number)).toMatchObject({ tookPart: true, permitted: [] });
    expect((await claimed(await aViewer("moderator"), number)).claim?.mine).toBe(true);
  });

  it("the database refuses a participant's claim, decision and answer, whoever writes them", async () => {
    const { decision, by } = await personalRemoval();
    const number = await appealed(decision.id);
    const { id } = await db().case.findUniqueOrThrow({ where: { number } });
    const tookPart = /took part in the contested decision/;
    await expect(
      db()
        .$executeRaw`UPDATE cases SET claimed_by_id = ${by.userId}::uuid, claim_expires_at = now() + interval '1 hour' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(tookPart);
    await expect(
      db().decision.create({
        data: {
          itemId: decision.itemId,
          caseId: id,
          action: "allow",
          source: "person",
          actorId: by.userId,
          inForce: {},
        },
      }),
    ).rejects.toThrow(tookPart);
    await expect(
      db().appeal.update({
        where: { caseId: id },
        data: { state: "upheld", resolvedById: by.userId, resolution: "no", resolvedAt: new Date() },
      }),
    ).rejects.toThrow(tookPart);
    await expect(db().caseExclusion.deleteMany({ where: { caseId: id } })).rejects.toThrow(/append-only/);
  });

  it("what automation decided may go to anybody", async () => {
    const { id } = await automaticRemoval();
    const number = await appealed(id);
    expect((await claimed(await aViewer("moderator"), number)).claim?.mine).toBe(true);
  });
});
