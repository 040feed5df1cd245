import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { insightsCsv, insightsQuerySchema, listBehind, readInsights } from "./index.ts";
import type { InsightsQuery } from "./schema.ts";

const NOW = new Date("2026-03-18T12:00:00Z");
const WEEK_MS = 604_800_000;
const HOUR_MS = 3_600_000;
const query = (over: Partial<Record<keyof InsightsQuery, unknown>> = {}) =>
  insightsQuerySchema.parse({ weeks: 4, ...over });

/** One post of the made-up platform, with all that ever happened to it. */
interface Fate {
  at: Date;
  language: string;
  views: number;
  chance: number | null;
  verdict: "H-2" | "S-4" | "none" | null;
  decided: "automation" | "person" | "none";
  /** Seconds from receiving to the decision. */
  seconds: number;
  reportedFirst: boolean;
  reversed: boolean;
  /** Seconds from the decision to its reversal. */
  reversedAfter: number;
  /** Only where it was decided; an overturned one is always reversed. */
  appeal: "open" | "upheld" | "overturned" | null;
}

const world: Fate[] = [];

beforeAll(async () => {
  await installPolicies();
  const [random, soon] = [seededRandom(11), seededRandom(12)];
  for (let n = 0; n < 600; n++) {
    const chance = random() < 0.7 ? 0.05 + random() * 0.5 : null;
    const acted = random() < 0.3;
    const reversed = random() < 0.1;
    const appealed = random() < 0.4;
    world.push({
      // Five weeks, of which the first lies before the window of four.
      at: new Date(NOW.getTime() - random() * 4.4 * WEEK_MS - HOUR_MS * 24),
      language: random() < 0.5 ? "en" : "fa",
      views: Math.round(random() ** 4 * 10_000),
      chance,
      verdict:
        chance === null || random() < 0.2 ? null : random() < 0.15 ? "H-2" : random() < 0.1 ? "S-4" : "none",
      decided: acted ? (random() < 0.6 ? "automation" : "person") : "none",
      seconds: Math.round(1 + random() * 20_000),
      reportedFirst: random() < 0.3,
      reversed,
      appeal: !acted || !appealed ? null : reversed ? "overturned" : random() < 0.5 ? "upheld" : "open",
      reversedAfter: soon() < 0.5 ? 1 : 86_400,
    });
  }
  await settle(world);
});

/** Writes the world straight into the tables. */
async function settle(fates: Fate[]): Promise<void> {
  const [moderator, judge] = [await aViewer("moderator"), await aViewer("moderator")];
  const policy = await db().policyVersion.findFirstOrThrow({ where: { policy: { code: "H-2" } } });
  const queue = await db().queue.findUniqueOrThrow({ where: { slug: "hate-harassment" } });
  const reporter = await db().reporter.create({ data: { externalId: "someone" } });
  for (const fate of fates) {
    const id = randomUUID();
    const later = (seconds: number) => new Date(fate.at.getTime() + seconds * 1000);
    await db().item.create({
      data: {
        id,
        externalId: id,
        contentHash: id,
        kind: "post",
        text: "made up",
        language: fate.language,
        receivedAt: fate.at,
        state: "allowed",
      },
    });
    if (fate.chance !== null)
      await db().prevalenceSample.create({
        data: {
          itemId: id,
          inclusionProbability: fate.chance,
          views: fate.views,
          drawnAt: fate.at,
          ...(fate.verdict !== null && {
            verdict: fate.verdict === "none" ? ("not_violating" as const) : ("violating" as const),
            policyCode: fate.verdict === "none" ? null : fate.verdict,
            judgedById: judge.userId,
            judgedAt: later(60),
          }),
        },
      });
    if (fate.decided === "none") continue;
    if (fate.reportedFirst)
      await db().report.create({
        data: { itemId: id, reporterId: reporter.id, reason: "hate", createdAt: later(0.2) },
      });
    const person = fate.decided === "person";
    const own = person
      ? await db().case.create({
          data: {
            queueId: queue.id,
            itemId: id,
            purpose: "triage",
            state: "decided",
            severity: 4,
            policyCode: "H-2",
            reasons: [],
            priorityParts: { severity: 1, confidence: 1, reach: 0, reports: 0, base: 2 },
            rank: 1,
            createdAt: later(0.5),
            dueAt: later(10_000),
            closedAt: later(fate.seconds),
          },
        })
      : null;
    const decision = {
      itemId: id,
      caseId: own?.id ?? null,
      policyVersionId: policy.id,
      action: "remove",
      source: fate.decided,
      actorId: person ? moderator.userId : null,
      inForce: {},
    };
    const made = await db().decision.create({ data: { ...decision, createdAt: later(fate.seconds) } });
    if (fate.appeal) await contest(made.id, id, moderator.userId, fate.appeal, later(fate.seconds + 43_200));
    if (fate.reversed)
      await db().decision.create({
        data: {
          ...decision,
          action: "allow",
          reversesId: made.id,
          createdAt: later(fate.seconds + fate.reversedAfter),
        },
      });
  }
}

async function contest(
  decisionId: string,
  itemId: string,
  by: string,
  state: "open" | "upheld" | "overturned",
  at: Date,
) {
  const queue = await db().queue.findFirstOrThrow({ where: { purpose: "appeals" } });
  const priorityParts = { severity: 1, confidence: 1, reach: 0, reports: 0, base: 2 };
  const own = await db().case.create({
    data: {
      queueId: queue.id,
      itemId,
      purpose: "appeals",
      severity: 4,
      reasons: [],
      priorityParts,
      rank: 1,
      createdAt: at,
      dueAt: new Date("2027-01-01"),
    },
  });
  const resolved =
    state === "open" ? {} : { resolvedById: by, resolution: "We looked again.", resolvedAt: at };
  await db().appeal.create({
    data: {
      decisionId,
      itemId,
      caseId: own.id,
      statement: "No.",
      locale: "en",
      filedAt: at,
      state,
      ...resolved,
    },
  });
}

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
