import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { insightsCsv, insightsQuerySchema, listBehind, readInsights } from "./index.ts";
import type { InsightsQuery } from "./schema.ts";
import { type Fate, makeWorld, NOW, settle } from "./testing.ts";

const query = (over: Partial<Record<keyof InsightsQuery, unknown>> = {}) =>
  insightsQuerySchema.parse({ weeks: 4, ...over });

const world = makeWorld();

beforeAll(async () => {
  await installPolicies();
  await settle(world);
});

const WINDOW_FROM = new Date("2026-02-23T00:00:00Z");
const inWindow = (at: Date) => at >= WINDOW_FROM && at <= NOW;
const decidedAt = (fate: Fate) => new Date(fate.at.getTime() + fate.seconds * 1000);

describe("a known world gives the figures that plain arithmetic gives", () => {
  it("prevalence by posts and by views, all and filtered", async () => {
    const viewer = await aViewer("lead");
    for (const filter of [{}, { language: "fa" }, { policy: "H-2" }, { policy: "S-4", language: "en" }] as {
      language?: string;
      policy?: string;
    }[]) {
      const { prevalence } = await readInsights(viewer, query(filter), NOW);
      const drawn = world.filter(
        (one) =>
          one.chance !== null && inWindow(one.at) && (!filter.language || one.language === filter.language),
      );
      const judged = drawn.filter((one) => one.verdict !== null);
      const violates = (one: Fate) =>
        filter.policy ? one.verdict === filter.policy : one.verdict !== "none";
      expect([prevalence.drawn, prevalence.judged]).toEqual([drawn.length, judged.length]);
      for (const by of ["posts", "views"] as const) {
        const weight = (one: Fate) => (by === "views" ? one.views : 1) / (one.chance ?? 1);
        let [above, below] = [0, 0];
        for (const one of judged) {
          below += weight(one);
          if (violates(one)) above += weight(one);
        }
        const estimate = prevalence[by];
        expect(estimate?.value).toBeCloseTo(above / below, 10);
        expect(estimate?.n).toBe(judged.length);
        expect(estimate?.low).toBeLessThan(above / below);
        expect(estimate?.high).toBeGreaterThan(above / below);
      }
    }
  });

  it("each week by itself, and the weeks add up", async () => {
    const { prevalence, window } = await readInsights(await aViewer("lead"), query(), NOW);
    expect(window).toMatchObject({ from: WINDOW_FROM.toISOString(), to: NOW.toISOString(), timeZone: "UTC" });
    expect(prevalence.weekly.map(({ week }) => week)).toEqual([
      "2026-02-23",
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
    ]);
    expect(prevalence.weekly.reduce((sum, week) => sum + week.judged, 0)).toBe(prevalence.judged);
    const second = world.filter(
      ({ at, verdict }) =>
        verdict !== null && at >= new Date("2026-03-02T00:00:00Z") && at < new Date("2026-03-09T00:00:00Z"),
    );
    const weight = (fates: Fate[]) => fates.reduce((sum, one) => sum + 1 / (one.chance ?? 1), 0);
    expect(prevalence.weekly[1]?.posts?.value).toBeCloseTo(
      weight(second.filter(({ verdict }) => verdict !== "none")) / weight(second),
      10,
    );
  });

  it("who found it first, what was taken back, what needed no person, how long it took, what was late", async () => {
    const viewer = await aViewer("lead");
    const insights = await readInsights(viewer, query(), NOW);
    const all = world.filter((one) => one.decided !== "none" && inWindow(decidedAt(one)));
    // Taken back in the undo's seconds it was no decision; overturned on appeal in those seconds it was one.
    const slips = all.filter((one) => one.reversed && one.reversedAfter === 1 && one.appeal === null);
    const quick = all.filter((one) => one.reversed && one.reversedAfter === 1 && one.appeal !== null);
    expect(Math.min(slips.length, quick.length)).toBeGreaterThan(0);
    const acted = all.filter((one) => !slips.includes(one));
    const standing = acted.filter(({ reversed }) => !reversed);
    const share = (part: Fate[], whole: Fate[]) => ({ value: part.length / whole.length, n: whole.length });
    expect(insights.proactive.estimate).toMatchObject(
      share(
        standing.filter(({ reportedFirst }) => !reportedFirst),
        standing,
      ),
    );
    expect(insights.appeals.reversed).toMatchObject(
      share(
        acted.filter(({ reversed }) => reversed),
        acted,
      ),
    );
    expect(insights.automation.estimate).toMatchObject(
      share(
        acted.filter(({ decided }) => decided === "automation"),
        acted,
      ),
    );
    const seconds = standing.map((one) => one.seconds).sort((a, b) => a - b);
    expect(insights.timeToAction).toMatchObject({
      n: seconds.length,
      median: { seconds: seconds[Math.ceil(seconds.length * 0.5) - 1] },
      p90: { seconds: seconds[Math.ceil(seconds.length * 0.9) - 1] },
    });
    // Conover's ranks: the median of 20 lies between the 6th and the 15th value with 95.9% (his table A3).
    const rank = (n: number, share: number, side: number) =>
      Math.ceil(n * share + side * 1.959964 * Math.sqrt(n * share * (1 - share)));
    expect([rank(20, 0.5, -1), rank(20, 0.5, 1)]).toEqual([6, 15]);
    const bounds = [0.5, 0.9].map((share) => ({
      low: seconds[rank(seconds.length, share, -1) - 1],
      high: seconds[Math.min(seconds.length, rank(seconds.length, share, 1)) - 1],
    }));
    expect([insights.timeToAction?.median, insights.timeToAction?.p90]).toMatchObject(bounds);
    const contested = acted.filter(({ appeal }) => appeal !== null);
    const overturned = acted.filter(({ appeal }) => appeal === "overturned");
    expect(overturned.length).toBeGreaterThan(3);
    expect(insights.appeals.valid).toMatchObject(share(overturned, acted));
    expect(insights.appeals.overturned).toMatchObject(
      share(
        overturned,
        contested.filter(({ appeal }) => appeal !== "open"),
      ),
    );
    expect(insights.appeals).toMatchObject({
      contested: contested.length,
      open: contested.filter(({ appeal }) => appeal === "open").length,
    });
    expect((await listBehind(viewer, "appeals", query(), NOW)).length).toBe(contested.length);
    const due = world.filter(
      (one) => one.decided === "person" && inWindow(new Date(one.at.getTime() + 10_000_000)),
    );
    expect(insights.sla).toMatchObject(
      share(
        due.filter((one) => one.seconds <= 10_000),
        due,
      ),
    );
    const row = insights.policies.find(({ code }) => code === "H-2");
    expect(row).toMatchObject({ actioned: standing.length });
    expect((await listBehind(viewer, "reversed", query(), NOW)).length).toBe(acted.length - standing.length);
  });

  it("precision of automation and agreement, from blind verdicts", async () => {
    const { automation, agreement } = await readInsights(await aViewer("lead"), query(), NOW);
    const judged = world.filter(({ at, verdict }) => inWindow(at) && verdict !== null);
    const automatic = judged.filter(({ decided }) => decided === "automation");
    expect(automation.precision.n).toBe(automatic.length);
    const weight = (fates: Fate[]) => fates.reduce((sum, one) => sum + 1 / (one.chance ?? 1), 0);
    expect(automation.precision.estimate?.value).toBeCloseTo(
      weight(automatic.filter(({ verdict }) => verdict !== "none")) / weight(automatic),
      10,
    );
    const both = judged.filter(({ decided, reversed }) => decided === "person" && !reversed);
    expect(agreement.alpha.n).toBe(both.length);
    expect(agreement.alpha.estimate?.value).toBeLessThan(0.3);
  });
});

describe("what is not measured is not made up", () => {
  it("a window without data has no figure, and the export leaves them empty", async () => {
    const insights = await readInsights(await aViewer("lead"), query({ language: "tlh" }), NOW);
    expect(insights).toMatchObject({
      prevalence: { drawn: 0, judged: 0, posts: null, views: null },
      proactive: { estimate: null },
      appeals: { valid: null, overturned: null, reversed: null, contested: 0 },
      automation: { estimate: null, precision: { estimate: null, n: 0 } },
      timeToAction: null,
      sla: null,
      agreement: { alpha: { estimate: null }, kappa: null },
      drift: [],
    });
    expect(insights.policies.every(({ state }) => state === "thin")).toBe(true);
    const [head = "", first = "", ...rest] = insightsCsv(insights).trim().split("\r\n");
    expect(head).toBe("figure,unit,policy,week,value,low_95,high_95,n,from,to,time_zone");
    expect(first).toBe(
      `prevalence by posts,share,,,,,,,${WINDOW_FROM.toISOString()},${NOW.toISOString()},UTC`,
    );
    expect(rest.length).toBeGreaterThan(20);
  });

  it("is for leads and admins", async () => {
    await expect(readInsights(await aViewer("moderator"), query(), NOW)).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(listBehind(await aViewer("annotator"), "action", query(), NOW)).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});
