import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { getItem } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { createEndpoint } from "#lib/enforcement/index.ts";
import { decideCase, escalateCase, getCase, undoDecision } from "#lib/review/index.ts";
import {
  exportStatements,
  readAppealToken,
  signAppealToken,
  statementSchema,
} from "#lib/statements/index.ts";
import { fileAppeal, readAppeal, resolveAppeal, takeForm } from "./index.ts";
import { appealInputSchema } from "./schema.ts";
import { appealed, automaticRemoval, claimed, personalRemoval, WORDS } from "./testing.ts";

beforeAll(async () => {
  await installPolicies();
  await createEndpoint("system", { url: "http://127.0.0.1:9/hook" });
});

const payloads = async (itemId: string) =>
  (await db().enforcement.findMany({ where: { itemId }, orderBy: { sequence: "asc" } })).map(
    ({ payload }) => payload as { type: string; data: Record<string, unknown> },
  );
const form = (token: string, words: string) => ({ token, words, locale: "fa", address: randomUUID() });

describe("a restricting decision carries a statement of reasons", () => {
  it("kept with it, sent with it, read by the platform, and exported", async () => {
    const decision = await automaticRemoval();
    const kept = statementSchema.parse(decision.statement?.content);
    expect(kept).toMatchObject({ puid: decision.id, automated_decision: "AUTOMATED_DECISION_FULLY" });
    const [made] = await payloads(decision.itemId);
    expect(made?.data.statement).toEqual(kept);
    const token = String(made?.data.appealUrl).split("/appeal/")[1] ?? "";
    expect(readAppealToken(token, new Date())).toBe(decision.id);
    const [shown] = (await getItem(decision.item.externalId)).decisions;
    expect(shown).toMatchObject({ statement: kept, appealUrl: made?.data.appealUrl, appeal: null });
    const exported = await Array.fromAsync(exportStatements(await aViewer("lead"), {}));
    expect(exported).toContainEqual(kept);
    await expect(Array.fromAsync(exportStatements(await aViewer("moderator"), {}))).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  it("of a person says so, and never repeats the note for colleagues", async () => {
    const { decision } = await personalRemoval();
    const text = JSON.stringify(decision.statement?.content);
    expect(text).toContain("AUTOMATED_DECISION_NOT_AUTOMATED");
    expect(text).not.toContain("for colleagues only");
  });

  it("no decision stands without it", async () => {
    await db().$executeRawUnsafe(
      "CREATE TRIGGER break_it BEFORE INSERT ON statements_of_reasons FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    );
    const before = await db().decision.count();
    await expect(automaticRemoval()).rejects.toThrow();
    await db().$executeRawUnsafe("DROP TRIGGER break_it ON statements_of_reasons");
    expect(await db().decision.count()).toBe(before);
  });
});

describe("an appeal is filed", () => {
  it("once per decision, also when sent ten times at once", async () => {
    const { id } = await automaticRemoval();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => appealed(id)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ kind: "conflict", extra: { reason: "filed" } });
    expect(await db().appeal.count({ where: { decisionId: id } })).toBe(1);
  });

  it("through the form, which keeps words that it cannot take", async () => {
    const decision = await automaticRemoval();
    const token = signAppealToken(decision.id, decision.createdAt);
    expect(await takeForm(form(token, " \r\n "))).toBe("empty");
    const long = "و".repeat(10_001);
    expect(await takeForm(form(token, long))).toBe("too_long");
    expect(await readAppeal(token, "fa")).toMatchObject({ draft: long, appeal: null });
    expect(await takeForm(form(token, "x".repeat(100_000)))).toBe("too_long");
    expect(await takeForm(form(token, `${"و".repeat(9_998)}\r\n\0و`))).toBe("sent");
    expect(await takeForm(form(token, "again"))).toBeNull();
    const view = await readAppeal(token, "fa");
    expect(view).toMatchObject({ draft: "", appeal: { state: "open" } });
    expect(await db().appealDraft.count({ where: { decisionId: decision.id } })).toBe(0);
  });

  it("not by a link that is expired, damaged or of nobody here; but an answer outlives the link", async () => {
    const decision = await automaticRemoval();
    const old = new Date(Date.now() - 191 * 86_400_000);
    const expired = signAppealToken(decision.id, old);
    expect(await readAppeal(expired, "en")).toEqual({ problem: "expired" });
    expect(await takeForm(form(expired, WORDS))).toBe("link");
    expect(await readAppeal(`${expired}A`, "en")).toEqual({ problem: "tampered" });
    expect(await readAppeal(signAppealToken(randomUUID(), new Date()), "en")).toEqual({ problem: "foreign" });
    await appealed(decision.id);
    expect(await readAppeal(expired, "en")).toMatchObject({ appeal: { state: "open" } });
  });

  it("not against what restricts nothing or was taken back, and the platform is told which", async () => {
    const { decision, by } = await personalRemoval();
    await undoDecision(by, decision.id);
    await expect(appealed(decision.id)).rejects.toMatchObject({ extra: { reason: "reversed" } });
    const reversal = await db().decision.findFirstOrThrow({ where: { reversesId: decision.id } });
    await expect(appealed(reversal.id)).rejects.toMatchObject({ kind: "invalid" });
    await expect(appealed(randomUUID())).rejects.toMatchObject({ kind: "not_found" });
  });

  it("with words from 1 to 10,000 characters, for one decision named once", () => {
    const input = { decisionId: randomUUID(), statement: WORDS };
    expect(appealInputSchema.safeParse(input).success).toBe(true);
    for (const change of [
      { statement: " " },
      { statement: "x".repeat(10_001) },
      { statement: "x".repeat(100_000) },
      { decisionId: undefined },
      { appealToken: "both" },
    ])
      expect(appealInputSchema.safeParse({ ...input, ...change }).success).toBe(false);
  });

  it("and from then on only the answer takes the decision back", async () => {
    const { decision, by, caseNumber } = await personalRemoval();
    await appealed(decision.id);
    await expect(undoDecision(by, decision.id)).rejects.toMatchObject({ kind: "conflict" });
    expect((await getCase(by, caseNumber)).undo).toBeNull();
  });

  it.each([1, 2, 3])("of an undo and an appeal at the same moment one wins (%i)", async () => {
    const { decision, by } = await personalRemoval();
    const outcomes = await Promise.allSettled([undoDecision(by, decision.id), appealed(decision.id)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });
});

describe("an appeal is answered", () => {
  it("overturned: restored, told, credit turned round, strike gone, labelled, audited", async () => {
    const { decision } = await personalRemoval();
    const reporter = await db().reporter.create({ data: { externalId: randomUUID(), upheld: 1 } });
    await db().report.create({
      data: {
        itemId: decision.itemId,
        reporterId: reporter.id,
        reason: "hate",
        createdAt: new Date(decision.createdAt.getTime() - 1000),
      },
    });
    const viewer = await aViewer("moderator");
    const held = await claimed(viewer, await appealed(decision.id));
    expect(held.appeal).toMatchObject({ statement: WORDS, decision: { id: decision.id, action: "remove" } });
    const request = { version: held.version, outcome: "overturned", reason: "It quotes to oppose." } as const;
    const { decisionId } = await resolveAppeal(viewer, held.number, request);
    const reversal = await db().decision.findUniqueOrThrow({ where: { id: decisionId ?? "" } });
    expect(reversal).toMatchObject({ action: "allow", reversesId: decision.id, actorId: viewer.userId });
    expect(await db().item.findUnique({ where: { id: decision.itemId } })).toMatchObject({
      state: "allowed",
    });
    expect(await db().reporter.findUnique({ where: { id: reporter.id } })).toMatchObject({
      upheld: 0,
      dismissed: 1,
    });
    expect(await db().label.findMany({ where: { itemId: decision.itemId } })).toMatchObject([
      { label: "hate", value: 0, source: "appeal", decisionId },
    ]);
    expect((await payloads(decision.itemId)).at(-1)).toMatchObject({
      type: "decision.reversed",
      data: {
        decision: { reverses: decision.id },
        item: { state: "allowed" },
        appeal: { outcome: "overturned", reason: request.reason, language: "en" },
      },
    });
    expect(
      await db().auditEntry.count({
        where: { action: "appeal.overturned", subject: `item:${decision.itemId}` },
      }),
    ).toBe(1);
    await expect(resolveAppeal(viewer, held.number, request)).rejects.toMatchObject({ kind: "conflict" });
    expect(await getCase(viewer, held.number)).toMatchObject({
      state: "decided",
      appeal: { state: "overturned", resolution: request.reason },
    });
  });

  it("upheld: the decision stands, and the platform is told so that the author is", async () => {
    const decision = await automaticRemoval();
    const viewer = await aViewer("moderator");
    const held = await claimed(viewer, await appealed(decision.id));
    const result = await resolveAppeal(viewer, held.number, {
      version: held.version,
      outcome: "upheld",
      reason: "It is the same offer under forty posts.",
    });
    expect(result.decisionId).toBeNull();
    expect(await db().item.findUnique({ where: { id: decision.itemId } })).toMatchObject({
      state: "actioned",
    });
    expect((await payloads(decision.itemId)).map(({ type }) => type)).toEqual([
      "decision.made",
      "appeal.upheld",
    ]);
    expect(await readAppeal(signAppealToken(decision.id, decision.createdAt), "en")).toMatchObject({
      appeal: { state: "upheld", resolution: "It is the same offer under forty posts." },
    });
  });

  it("by one of twenty at once, and only at the version and claim they have", async () => {
    const { id } = await automaticRemoval();
    const viewer = await aViewer("moderator");
    const held = await claimed(viewer, await appealed(id));
    const answer = (version: number) =>
      resolveAppeal(viewer, held.number, { version, outcome: "overturned", reason: "yes" });
    await expect(answer(held.version - 1)).rejects.toMatchObject({ kind: "conflict" });
    await expect(
      resolveAppeal(await aViewer("moderator"), held.number, {
        version: held.version,
        outcome: "upheld",
        reason: "no claim",
      }),
    ).rejects.toMatchObject({ kind: "conflict" });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => answer(held.version)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  it("with a reason, and neither decided anew nor escalated", async () => {
    const { id } = await automaticRemoval();
    const viewer = await aViewer("moderator");
    const held = await claimed(viewer, await appealed(id));
    const { version, number } = held;
    expect(() => resolveAppeal(viewer, number, { version, outcome: "upheld", reason: "  " })).toThrow();
    await expect(
      decideCase(viewer, number, { version, action: "allow", policyCode: null, rationale: "", reveals: 0 }),
    ).rejects.toMatchObject({ kind: "invalid" });
    await expect(escalateCase(viewer, number, version, "up")).rejects.toMatchObject({ kind: "invalid" });
    expect(await getCase(viewer, number)).toMatchObject({ state: "open", version, claim: { mine: true } });
  });

  it.each(["decisions", "enforcements", "labels", "exposures", "audit_entries"])(
    "all of it or nothing, when %s cannot be written",
    async (table) => {
      const decision = await automaticRemoval();
      const viewer = await aViewer("moderator");
      const held = await claimed(viewer, await appealed(decision.id));
      await db().$executeRawUnsafe(
        `CREATE TRIGGER break_it BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await expect(
        resolveAppeal(viewer, held.number, { version: held.version, outcome: "overturned", reason: "yes" }),
      ).rejects.toThrow();
      await db().$executeRawUnsafe(`DROP TRIGGER break_it ON ${table}`);
      expect(await db().item.findUnique({ where: { id: decision.itemId } })).toMatchObject({
        state: "actioned",
      });
      expect(await db().decision.count({ where: { itemId: decision.itemId } })).toBe(1);
      expect(await db().label.count({ where: { itemId: decision.itemId } })).toBe(0);
      expect(await getCase(viewer, held.number)).toMatchObject({ state: "open", appeal: { state: "open" } });
    },
  );

  it("once: the database refuses a second answer and any change of the author's words", async () => {
    const { id } = await automaticRemoval();
    const viewer = await aViewer("moderator");
    const held = await claimed(viewer, await appealed(id));
    await expect(
      db().appeal.update({ where: { decisionId: id }, data: { statement: "other" } }),
    ).rejects.toThrow(/its words stay/);
    await resolveAppeal(viewer, held.number, { version: held.version, outcome: "upheld", reason: "no" });
    await expect(
      db().appeal.update({ where: { decisionId: id }, data: { resolution: "yes" } }),
    ).rejects.toThrow(/resolved once/);
    await expect(
      fileAppeal({ decisionId: id, statement: "again", language: "en" }, "author"),
    ).rejects.toMatchObject({
      kind: "conflict",
    });
  });
});
