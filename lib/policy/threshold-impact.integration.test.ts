import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems, type Scorer } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import { routeItem } from "./route-item.ts";
import { anItem, aPolicy } from "./routing.builders.ts";
import { signalSetSchema, type Thresholds } from "./schema.ts";
import { readThresholdImpact } from "./threshold-impact.ts";

let lead: Viewer;
const LANGUAGES = ["en", "en-GB", "fa", "de", undefined];

/** Items of every language with values spread over [0, 1], half of them on the word list too. */
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
  const ids = await ingest(
    ...Array.from({ length: 200 }, (_, n) => ({
      text: n % 2 ? `you stupid idiot ${n}` : `plain ${n}`,
      ...(LANGUAGES[n % 5] ? { language: LANGUAGES[n % 5] } : {}),
    })),
  );
  const values = new Map(ids.map((id, n) => [id, n / 200]));
  const scorer: Scorer = async (texts) => ({
    ...(await aScorer({})(texts)),
    results: texts.map(({ id }) => {
      const value = values.get(id) ?? 0;
      return { id, signals: value < 0.2 ? {} : { hate: value } };
    }),
  });
  // A model for review only, sure where the other is not; it speaks of one in three.
  const brought: Scorer = async (texts) => ({
    ...(await scorer(texts)),
    results: texts.map(({ id }) => {
      const value = values.get(id) ?? 0;
      return { id, signals: Math.round(value * 200) % 3 ? {} : { hate: 1 - value } };
    }),
  });
  await judgeItems(ids, scorer, new Date(), [{ model: { name: "brought", version: "1" }, score: brought }]);
});

/** What policyCandidates says of the same stored signals, one by one. */
async function oneByOne(signal: string, thresholds: Thresholds): Promise<Record<string, number>> {
  const items = await db().item.findMany({ include: { signalSets: true } });
  const counts = { allowed: 0, queued: 0, actioned: 0 };
  const words = { allow: "allowed", review: "queued", automatic: "actioned" } as const;
  for (const { language, signalSets } of items) {
    const { outcome } = routeItem({
      itemId: "",
      item: anItem({ language }),
      signals: signalSetSchema.array().parse(signalSets),
      policies: [aPolicy({ signal, thresholds })],
      rules: [],
    });
    counts[words[outcome]] += 1;
  }
  return counts;
}

it("counts exactly what routing would do, for any thresholds and languages", async () => {
  const unit = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
  const pair = fc.tuple(unit, fc.option(unit)).map(([a, b]) => ({
    review: b === null ? a : Math.min(a, b),
    automatic: b === null ? null : Math.max(a, b),
  }));
  const thresholds: fc.Arbitrary<Thresholds> = fc
    .record({
      pair,
      automaticLanguages: fc.option(fc.subarray(["en", "fa"])),
      languages: fc.dictionary(fc.constantFrom("fa", "en", "en-GB"), pair),
    })
    .map(({ pair: own, automaticLanguages, languages }) => ({
      ...own,
      languages,
      ...(automaticLanguages && { automaticLanguages }),
    }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("hate", "harassment", "profanity"),
      thresholds,
      async (signal, given) => {
        const impact = await readThresholdImpact(lead, "H-2", {
          signal,
          thresholds: given,
          automaticAction: "remove",
          allowedActions: ["remove"],
        });
        const after = { allowed: 0, queued: 0, actioned: 0 };
        for (const cell of impact.cells) after[cell.after] += cell.items;
        expect(after).toEqual(await oneByOne(signal, given));
        expect(impact.looked).toBe(200);
      },
    ),
    { numRuns: 25 },
  );
});

it("says of the items that change which way people decided them, and shows them", async () => {
  const changed = await db().case.findMany({
    where: { policyCode: "H-2" },
    orderBy: { number: "asc" },
    take: 2,
  });
  for (const [nth, { number }] of changed.entries()) {
    await claimCase(lead, number, 1);
    const { version } = await getCase(lead, number);
    const removed = { action: "remove", policyCode: "H-2" } as const;
    const kept = { action: "allow", policyCode: null } as const;
    await decideCase(lead, number, { version, rationale: "", reveals: 0, ...(nth === 0 ? removed : kept) });
  }
  const impact = await readThresholdImpact(lead, "H-2", {
    signal: "hate",
    thresholds: { automatic: null, review: 1 },
    automaticAction: null,
    allowedActions: ["remove"],
  });
  const cell = impact.cells.find(({ before, after }) => before === "queued" && after === "allowed");
  expect(cell).toMatchObject({ kept: 1, restricted: 1 });
  const shown = impact.examples.filter(({ before }) => before === "queued");
  expect(
    shown
      .map(({ decided }) => decided)
      .slice(0, 2)
      .sort(),
  ).toEqual(["allow", "remove"]);
  expect(shown[0]?.caseNumber).toBeTypeOf("number");
});

it("who may not edit policies may not ask", async () => {
  await expect(
    readThresholdImpact(await aViewer("moderator"), "H-2", {
      signal: "hate",
      thresholds: { automatic: null, review: 1 },
      automaticAction: null,
      allowedActions: [],
    }),
  ).rejects.toMatchObject({ kind: "forbidden" });
});
