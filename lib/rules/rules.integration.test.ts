import { beforeAll, describe, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import type { RuleContent } from "#lib/policy/index.ts";
import { moveRule, orderRules, saveRule } from "./edit-rule.ts";
import { getRule, listRules } from "./list-rules.ts";
import { watchRates } from "./watch-rates.ts";

let lead: Viewer;
let count = 0;

beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

/** A rule on posts of its own surface, so that tests leave each other alone. */
function aContent(overrides: Partial<RuleContent> = {}): RuleContent {
  count += 1;
  return {
    name: `Rule ${count}`,
    condition: { fact: "surface", operator: "eq", value: `place-${count}` },
    actions: [{ kind: "review", queueSlug: "reported" }],
    stop: false,
    ...overrides,
  };
}

async function inForce(content: RuleContent, to: "live" | "shadow") {
  const { id, revision } = await saveRule(lead, null, { revision: 0, note: "", content });
  const moved = await moveRule(lead, id, { revision, to, version: 1, note: "" });
  return { id, revision: moved.revision };
}

const surfaceOf = ({ condition }: RuleContent) => (condition as { value: string }).value;

async function judged(...items: Parameters<typeof ingest>) {
  const ids = await ingest(...items);
  await judgeItems(ids, aScorer({}), new Date());
  return db().item.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
    include: { cases: { include: { queue: true } }, decisions: { include: { policyVersion: true } } },
  });
}

describe("publishing", () => {
  it("a saved rule does nothing; live it routes, and the case names rule and version", async () => {
    const content = aContent({
      actions: [
        { kind: "review", queueSlug: "images" },
        { kind: "tag", tag: "raid" },
      ],
    });
    const { id, revision } = await saveRule(lead, null, { revision: 0, note: "", content });
    const [before] = await judged({ surface: surfaceOf(content) });
    expect(before?.state).toBe("allowed");
    await moveRule(lead, id, { revision, to: "live", version: 1, note: "a raid" });
    const [after] = await judged({ surface: surfaceOf(content) });
    expect(after).toMatchObject({
      state: "in_review",
      tags: ["raid"],
      cases: [{ queue: { slug: "images" } }],
    });
    expect(after?.cases[0]?.reasons).toContainEqual({
      kind: "rule",
      name: content.name,
      ruleId: id,
      version: 1,
    });
  });

  it("a rule that acts decides under its policy, and the decision names rule, version and thresholds", async () => {
    const content = aContent({ actions: [{ kind: "act", policyCode: "S-1", action: "remove" }] });
    const { id } = await inForce(content, "live");
    const [item] = await judged({ surface: surfaceOf(content) });
    expect(item).toMatchObject({
      state: "actioned",
      decisions: [{ action: "remove", source: "automation" }],
    });
    expect(item?.decisions[0]?.policyVersion?.version).toBe(1);
    expect(item?.decisions[0]?.inForce).toMatchObject({
      rules: [`${id}/1`],
      thresholds: { review: expect.any(Number) },
    });
  });

  it("shadow does nothing but count: the item goes where it would have gone", async () => {
    const content = aContent({
      actions: [
        { kind: "act", policyCode: "S-1", action: "remove" },
        { kind: "tag", tag: "x" },
      ],
      stop: true,
    });
    const { id } = await inForce(content, "shadow");
    const [item] = await judged({ surface: surfaceOf(content) });
    expect(item).toMatchObject({ state: "allowed", tags: [], cases: [], decisions: [] });
    const row = (await listRules(lead)).find((rule) => rule.id === id);
    expect(row).toMatchObject({ state: "shadow", hits: 0, shadowHits: 1 });
  });

  it("a new version may be watched in shadow while the old one is live", async () => {
    const content = aContent();
    const { id, revision } = await inForce(content, "live");
    const saved = await saveRule(lead, id, {
      revision,
      note: "",
      content: {
        ...content,
        condition: { all: [content.condition, { fact: "reach", operator: "gte", value: 10 }] },
      },
    });
    await moveRule(lead, id, { revision: saved.revision, to: "shadow", version: 2, note: "" });
    const surface = surfaceOf(content);
    const items = await judged({ surface }, { surface, reach: 20 });
    expect(items.map(({ state }) => state)).toEqual(["in_review", "in_review"]);
    expect((await listRules(lead)).find((rule) => rule.id === id)).toMatchObject({ hits: 2, shadowHits: 1 });
  });

  it("rolling back is going live with an earlier version; versions stay as they were", async () => {
    const content = aContent();
    const { id, revision } = await inForce(content, "live");
    const second = await saveRule(lead, id, {
      revision,
      note: "too wide",
      content: { ...content, actions: [{ kind: "review", queueSlug: "images" }] },
    });
    const live = await moveRule(lead, id, { revision: second.revision, to: "live", version: 2, note: "" });
    const [wide] = await judged({ surface: surfaceOf(content) });
    expect(wide?.cases[0]?.queue.slug).toBe("images");
    await moveRule(lead, id, { revision: live.revision, to: "live", version: 1, note: "back" });
    const [back] = await judged({ surface: surfaceOf(content) });
    expect(back?.cases[0]?.queue.slug).toBe("reported");
    const { trail, versions } = await getRule(lead, id);
    expect(trail[0]).toMatchObject({
      action: "rule.rolled_back",
      data: { version: 1, from: 2, note: "back" },
    });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    await expect(
      db().ruleVersion.updateMany({ where: { ruleId: id }, data: { stop: true } }),
    ).rejects.toThrow(/append-only/);
  });

  it("turned off it is silent", async () => {
    const content = aContent();
    const { id, revision } = await inForce(content, "live");
    await moveRule(lead, id, { revision, to: "off", version: 1, note: "" });
    const [item] = await judged({ surface: surfaceOf(content) });
    expect(item?.state).toBe("allowed");
    expect((await listRules(lead)).find((rule) => rule.id === id)?.state).toBe("off");
  });

  it("what names a queue, a policy or an action that is not there is not published, field by field", async () => {
    const content = aContent({
      actions: [
        { kind: "review", queueSlug: "nowhere" },
        { kind: "act", policyCode: "C-1", action: "suspend_account" },
        { kind: "act", policyCode: "Z-9", action: "remove" },
      ],
    });
    await expect(inForce(content, "live")).rejects.toMatchObject({
      kind: "invalid",
      fields: [
        { field: "content.actions.0.queueSlug", message: "no_queue" },
        { field: "content.actions.1.action", message: "action_not_allowed" },
        { field: "content.actions.2.policyCode", message: "no_policy" },
      ],
    });
  });
});

describe("two editors", () => {
  it("of ten who save or publish at one revision, one does", async () => {
    const content = aContent();
    const { id, revision } = await saveRule(lead, null, { revision: 0, note: "", content });
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => saveRule(lead, id, { revision, note: "", content })),
      ...Array.from({ length: 5 }, () => moveRule(lead, id, { revision, to: "live", version: 1, note: "" })),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ kind: "conflict", extra: { reason: "edited", revision: 2 } });
  });

  it("a name is one rule's", async () => {
    const content = aContent();
    await saveRule(lead, null, { revision: 0, note: "", content });
    await expect(saveRule(lead, null, { revision: 0, note: "", content })).rejects.toMatchObject({
      fields: [{ field: "content.name", message: "taken" }],
    });
  });

  it("the order is changed only by who saw it as it is, and counts from then on", async () => {
    const surface = "ordered";
    const condition = { fact: "surface", operator: "eq", value: surface } as const;
    const first = await inForce(
      aContent({ condition, actions: [{ kind: "tag", tag: "first" }], stop: true }),
      "live",
    );
    const second = await inForce(aContent({ condition, actions: [{ kind: "tag", tag: "second" }] }), "live");
    expect((await judged({ surface }))[0]?.tags).toEqual(["first"]);
    const seen = (await listRules(lead)).map(({ id }) => id);
    const order = [second.id, ...seen.filter((id) => id !== second.id)];
    await expect(orderRules(lead, { seen: seen.toReversed(), order })).rejects.toMatchObject({
      kind: "conflict",
    });
    await orderRules(lead, { seen, order });
    expect((await judged({ surface }))[0]?.tags).toEqual(["first", "second"]);
    await expect(orderRules(lead, { seen: order, order: order.slice(1) })).rejects.toMatchObject({
      kind: "invalid",
    });
    expect(first.id).not.toBe(second.id);
  });
});

describe("the alarm", () => {
  it("is raised once when a rule's rate jumps, is in the audit log, and settles", async () => {
    const content = aContent();
    const { id } = await inForce(content, "live");
    const now = new Date();
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    await db().rule.update({ where: { id }, data: { liveSince: hoursAgo(200) } });
    await db().judgedBatch.createMany({
      data: [
        { at: hoursAgo(100), items: 5000 },
        { at: hoursAgo(2), items: 1000 },
      ],
    });
    const ids = await ingest(...Array.from({ length: 60 }, () => ({})));
    await db().ruleHit.createMany({
      data: ids.map((itemId, n) => ({
        itemId,
        ruleId: id,
        version: 1,
        shadow: false,
        at: hoursAgo(n < 20 ? 100 : 2),
      })),
    });
    await Promise.all([watchRates(now), watchRates(now)]);
    expect((await listRules(lead, now)).find((rule) => rule.id === id)?.rate).toMatchObject({
      alarm: true,
      recent: { hits: 40 },
      before: { hits: 20, items: 5000 },
    });
    await watchRates(new Date(now.getTime() + 3 * 86_400_000));
    const { trail } = await getRule(lead, id);
    expect(trail.map(({ action }) => action).slice(0, 2)).toEqual(["rule.rate_settled", "rule.rate_jumped"]);
    expect(trail.filter(({ action }) => action === "rule.rate_jumped")).toHaveLength(1);
  });
});

describe("permissions", () => {
  it("a moderator neither reads nor changes rules", async () => {
    const moderator = await aViewer("moderator");
    await expect(listRules(moderator)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      saveRule(moderator, null, { revision: 0, note: "", content: aContent() }),
    ).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
