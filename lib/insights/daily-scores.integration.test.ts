import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { rollDays } from "./daily-scores.ts";
import { insightsQuerySchema, readInsights } from "./index.ts";
import { SCORE_EDGES } from "./psi.ts";

const NOW = new Date("2026-03-18T00:20:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const scored: { at: Date; language: string; spam: number; latency: number }[] = [];

beforeAll(async () => {
  await installPolicies();
  const random = seededRandom(3);
  for (let n = 0; n < 3000; n++) {
    const at = new Date(NOW.getTime() - random() * 40 * DAY_MS);
    scored.push({
      at,
      language: random() < 0.5 ? "en" : "fa",
      spam: random() ** 3,
      latency: random() ** 4 * 200,
    });
  }
  // In the hour that has not settled: yesterday, and still read one by one.
  scored.push({ at: new Date(NOW.getTime() - HOUR_MS / 2), language: "en", spam: 0.7, latency: 3 });
  await add(scored);
});

async function add(rows: typeof scored): Promise<void> {
  const ids = rows.map(() => randomUUID());
  await db().item.createMany({
    data: rows.map(({ at, language }, n) => {
      const id = ids[n] ?? "";
      return {
        id,
        externalId: id,
        contentHash: id,
        kind: "post" as const,
        text: "made up",
        language,
        receivedAt: at,
      };
    }),
  });
  await db().signalSet.createMany({
    data: rows.map(({ at, spam, latency }, n) => ({
      itemId: ids[n] ?? "",
      source: "text-moderator",
      version: "1",
      provider: "cpu",
      latencyMs: latency,
      values: { spam },
      createdAt: at,
    })),
  });
}

const query = (over = {}) => insightsQuerySchema.parse({ weeks: 12, ...over });
const binOf = (score: number) => SCORE_EDGES.filter((edge) => score >= edge).length;

describe("scores counted by the day", () => {
  it("give the drift that counting each score gives, with and without a filter", async () => {
    const viewer = await aViewer("lead");
    const midnight = Date.parse("2026-03-18T00:00:00Z");
    for (const language of [undefined, "fa"]) {
      const [drift] = (await readInsights(viewer, query({ language }), NOW)).drift;
      const own = scored.filter((one) => !language || one.language === language);
      const recent = own.filter(({ at }) => at.getTime() >= midnight - 7 * DAY_MS);
      const before = own.filter(
        ({ at }) => at.getTime() < midnight - 7 * DAY_MS && at.getTime() >= midnight - 35 * DAY_MS,
      );
      expect([drift?.n, drift?.nBefore]).toEqual([recent.length, before.length]);
      const shares = (rows: typeof scored) => {
        const counts = Array.from({ length: SCORE_EDGES.length + 1 }, () => 0.5);
        for (const { spam } of rows) counts[binOf(spam)] = (counts[binOf(spam)] ?? 0) + 1;
        return counts.map((count) => count / (rows.length + 0.5 * counts.length));
      };
      const [e, a] = [shares(before), shares(recent)];
      const psi = e.reduce(
        (sum, share, bin) => sum + ((a[bin] ?? 0) - share) * Math.log((a[bin] ?? 0) / share),
        0,
      );
      expect(drift?.psi).toBeCloseTo(psi, 10);
    }
  });

  it("give scoring times to half a bin, and the share within the objective exactly", async () => {
    const { serving } = await readInsights(await aViewer("lead"), query(), NOW);
    const times = scored.map(({ latency }) => latency).sort((a, b) => a - b);
    expect(serving?.n).toBe(scored.length);
    expect(serving?.within.value).toBe(times.filter((ms) => ms < 100).length / times.length);
    for (const [share, found] of [
      [0.5, serving?.p50],
      [0.95, serving?.p95],
      [0.99, serving?.p99],
    ] as const) {
      const exact = times[Math.ceil(share * times.length) - 1] ?? 0;
      expect(Math.abs((found ?? 0) / exact - 1)).toBeLessThan(0.026);
    }
  });

  it("count a day once, however many ask at once, and leave the unsettled hour to be read one by one", async () => {
    await db().$executeRaw`DELETE FROM daily_scores`;
    await db().$executeRaw`DELETE FROM rolled_days`;
    const from = new Date(NOW.getTime() - 50 * DAY_MS);
    await Promise.all(Array.from({ length: 6 }, () => rollDays(db(), from, NOW)));
    const { _sum } = await db().dailyScore.aggregate({ _sum: { count: true } });
    expect(_sum.count).toBe(scored.filter(({ at }) => at < new Date("2026-03-17T00:00:00Z")).length);
    expect(await db().rolledDay.count()).toBe(49);
  });
});
