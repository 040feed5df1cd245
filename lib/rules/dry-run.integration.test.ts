import { beforeAll, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import type { RuleContent } from "#lib/policy/index.ts";
import { dryRunRule, type Way } from "./dry-run.ts";
import { moveRule, saveRule } from "./edit-rule.ts";

const ITEMS = 60;
const scorer = aScorer({ toxic: 0.7, spam: 0.2 });
const CONTENT: RuleContent = {
  name: "Raid from one place",
  condition: {
    all: [
      { fact: "surface", operator: "eq", value: "raided" },
      { none: [{ fact: "language", operator: "eq", value: "fa" }] },
    ],
  },
  actions: [
    { kind: "sample", queueSlug: "images", rate: 0.5 },
    { kind: "act", policyCode: "H-2", action: "remove" },
    { kind: "priority", severity: 5 },
  ],
  stop: true,
};

let lead: Viewer;
let ids: string[];

beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
  ids = await ingest(
    ...Array.from({ length: ITEMS }, (_, n) => ({
      text: n % 7 ? `plain ${n}` : "I want to kill myself",
      surface: n % 2 ? "raided" : "elsewhere",
      reach: n * 1000,
      language: n % 5 ? "en" : "fa",
    })),
  );
  await judgeItems(ids, scorer, new Date());
});

/** Where the items went, by what is stored: the newest case that is not cancelled, or the newest decision. */
async function waysNow(): Promise<Record<Way, number>> {
  const items = await db().item.findMany({
    include: {
      cases: { where: { state: "open" }, include: { queue: true } },
      decisions: { orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
  const ways: Record<string, number> = {};
  for (const { state, cases, decisions } of items) {
    const way =
      state === "allowed"
        ? "allow"
        : state === "actioned"
          ? `automatic:${decisions[0]?.action}`
          : `review:${cases[0]?.queue.slug}`;
    ways[way] = (ways[way] ?? 0) + 1;
  }
  return ways as Record<Way, number>;
}

it("of what is in force says exactly what happened, and writes nothing", async () => {
  const tables = () =>
    Promise.all([db().ruleHit.count(), db().case.count(), db().decision.count(), db().auditEntry.count()]);
  const counted = await tables();
  const run = await dryRunRule(lead, { ruleId: null, content: CONTENT, items: 1000 });
  expect(run).toMatchObject({ items: ITEMS, before: await waysNow(), unlikeThen: 0 });
  expect(run.changes[0]?.examples[0]).toMatchObject({ decided: null, happened: run.changes[0]?.before });
  expect(await tables()).toEqual(counted);
});

it("says exactly what routing then does on the same items", async () => {
  const { id, revision } = await saveRule(lead, null, { revision: 0, note: "", content: CONTENT });
  const said = await dryRunRule(lead, { ruleId: id, content: CONTENT, items: 1000 });
  await moveRule(lead, id, { revision, to: "live", version: 1, note: "" });
  await db().$transaction([
    db().case.updateMany({ data: { state: "cancelled" } }),
    db().item.updateMany({ data: { state: "pending" } }),
  ]);
  await judgeItems(ids, scorer, new Date());
  expect(await waysNow()).toEqual(said.after);
  expect(said.after["automatic:remove"]).toBeGreaterThan(0);
  expect(said.changes.reduce((sum, { items }) => sum + items, 0)).toBeGreaterThan(0);
  expect(said.hits).toBe(await db().ruleHit.count({ where: { ruleId: id } }));
});

it("takes the newest items, as many as were asked for", async () => {
  const more = await ingest(...Array.from({ length: 950 }, () => ({})).slice(0, 500));
  const most = await ingest(...Array.from({ length: 450 }, () => ({})));
  await judgeItems([...more, ...most], aScorer({}), new Date());
  const run = await dryRunRule(lead, { ruleId: null, content: { ...CONTENT, name: "other" }, items: 1000 });
  expect(run.items).toBe(1000);
  expect(Object.values(run.after).reduce((sum, items) => sum + items, 0)).toBe(1000);
});
