import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { currentPolicies, type PolicyInForce } from "#lib/policy/index.ts";
import { automationCurve } from "./automation-curve.ts";
import { cohenKappa } from "./cohen.ts";
import { rollDays } from "./daily-scores.ts";
import { driftOf } from "./drift.ts";
import { shareOf } from "./estimate.ts";
import { aboutPolicy, type JudgedUnit, judgedTwice, unitsOf } from "./judged-twice.ts";
import {
  agreementOf,
  automationPrecision,
  prevalenceOf,
  twoAnswers,
  weeklyPrevalence,
} from "./prevalence.ts";
import { insightsPolicies, withinRights } from "./rights.ts";
import {
  DRIFT,
  type Drift,
  type Duration,
  INSIGHTS_TIME_ZONE,
  type Insights,
  type InsightsQuery,
  LEAST,
  LEAST_ALPHA,
  type PolicyRow,
  type PolicyState,
} from "./schema.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { servingOf } from "./serving.ts";
import * as store from "./store.ts";
import { mondaysOf } from "./window.ts";

/** The last seven days and the four weeks before them, with a day to spare. */
const DRIFT_SPAN_MS = 36 * 86_400_000;

/** Bootstrap draws for a policy's row: its interval is exported, and ten rows are made for every page. */
const ROW_DRAWS = 200;

/** Every figure of the insights page, each with its interval and what it rests on. */
export async function readInsights(
  viewer: Viewer,
  query: InsightsQuery,
  now = new Date(),
): Promise<Insights> {
  const mine = insightsPolicies(viewer);
  const scope = scopeOf(await withinRights(viewer, query), now);
  const undo = env().UNDO_SECONDS;
  await rollDays(db(), new Date(Math.min(scope.from.getTime(), now.getTime() - DRIFT_SPAN_MS)), now);
  const twice = judgedTwice(db(), scope).then(unitsOf);
  const [units, samples, drawnWeeks, decided, sla, serving, bins, policies, events, options, labels, curve] =
    await Promise.all([
      twice,
      store.judgedSamples(db(), scope),
      store.drawnPerWeek(db(), scope),
      store.decisionCounts(db(), scope, undo),
      store.slaCounts(db(), scope),
      store.latencyBins(db(), scope),
      store.scoreHistograms(db(), scope),
      currentPolicies(),
      versionEvents(scope),
      choices(),
      store.labelCounts(db(), scope),
      scoredFor(scope),
    ]);
  const drawn = [...drawnWeeks.values()].reduce((sum, count) => sum + count, 0);
  const drift = driftOf(bins);
  const { actions } = decided;
  const all = actions.find(({ total }) => total);
  const pairs = [...twoAnswers(samples, scope.policy), ...pairsOf(units, scope.policy)];
  const titled = policies.map((policy) => ({
    code: policy.code,
    title: titleOf(policy),
    signal: policy.signal,
  }));
  return {
    window: {
      from: scope.from.toISOString(),
      to: scope.to.toISOString(),
      weeks: query.weeks,
      timeZone: INSIGHTS_TIME_ZONE,
    },
    options: {
      policies: titled
        .filter(({ code }) => mine?.includes(code) ?? true)
        .map(({ code, title }) => ({ code, title })),
      allPolicies: mine === null,
      ...options,
    },
    prevalence: {
      drawn,
      judged: samples.length,
      violating: samples.filter((one) => one.violating && (!scope.policy || one.code === scope.policy))
        .length,
      posts: prevalenceOf(samples, drawn, "posts", scope.policy),
      views: prevalenceOf(samples, drawn, "views", scope.policy),
      weekly: weeklyPrevalence(samples, drawnWeeks, mondaysOf(scope.from, scope.to), scope.policy),
      events,
    },
    proactive: {
      estimate: shareOf(all?.system ?? 0, all?.standing ?? 0),
      system: all?.system ?? 0,
      report: all?.report ?? 0,
      sample: all?.sample ?? 0,
    },
    appeals: appealsOf(all),
    labels,
    automation: {
      estimate: shareOf(decided.automatic, decided.items),
      precision: automationPrecision(samples, drawn, scope.policy),
    },
    curve: curveOf(scope, curve, drawn),
    timeToAction: durationOf(decided.acted, decided.seconds),
    sla: shareOf(sla.hits, sla.n),
    agreement: {
      alpha: agreementOf([...twoAnswers(samples, scope.policy), ...answersOf(units, scope.policy)]),
      kappa: pairs.length < LEAST.agreement ? null : cohenKappa(pairs),
    },
    drift,
    serving: servingOf(serving),
    policies: titled
      .filter(({ code }) => !scope.policy || code === scope.policy)
      .map((policy) => policyRow(policy, samples, units, drawn, actions, drift)),
  };
}

function policyRow(
  { code, title, signal }: { code: string; title: PolicyRow["title"]; signal: string },
  samples: readonly store.JudgedSample[],
  units: readonly JudgedUnit[],
  drawn: number,
  actions: readonly store.Actions[],
  drifts: readonly Drift[],
): PolicyRow {
  const own = actions.find((one) => !one.total && one.code === code);
  const agreement = agreementOf([...twoAnswers(samples, code), ...answersOf(units, code)], ROW_DRAWS);
  const drift = drifts.find((one) => one.signal === signal) ?? null;
  return {
    code,
    title,
    posts: prevalenceOf(samples, drawn, "posts", code),
    views: prevalenceOf(samples, drawn, "views", code),
    violating: samples.filter((one) => one.violating && one.code === code).length,
    actioned: own?.standing ?? 0,
    proactive: shareOf(own?.system ?? 0, own?.standing ?? 0),
    validAppeals: shareOf(own?.overturned ?? 0, own?.made ?? 0),
    agreement,
    drift,
    state: stateOf(agreement.estimate?.value ?? null, drift, samples.length),
  };
}

/** What several people answered on each item, as a yes or no to a policy where one is asked for. */
const answersOf = (units: readonly JudgedUnit[], policy: string | null) =>
  units.map(({ answers }) => aboutPolicy(answers, policy));

/** Every two of these answers. */
const pairsOf = (units: readonly JudgedUnit[], policy: string | null) =>
  units.flatMap(({ pairs }) =>
    pairs.map(([one, other]): [string, string] => {
      const [first = one, second = other] = aboutPolicy([one, other], policy);
      return [first, second];
    }),
  );

/** The one word of a policy's row: what is wrong comes first, then what is not known. */
function stateOf(alpha: number | null, drift: Drift | null, judged: number): PolicyState {
  if (alpha !== null && alpha < LEAST_ALPHA) return "disagree";
  if (drift && drift.psi >= DRIFT.alarm) return "alarm";
  if (drift && drift.psi >= DRIFT.warning) return "drift";
  return judged < LEAST.judged ? "thin" : "steady";
}

function titleOf(policy: PolicyInForce): PolicyRow["title"] {
  return { en: policy.title, fa: policy.translations.fa?.title ?? policy.title };
}

/** Scored posts of the sample for one policy: the one asked for, else the first that acts alone, else the first. */
async function scoredFor(scope: Scope) {
  const policies = await currentPolicies();
  const policy = scope.policy
    ? policies.find(({ code }) => code === scope.policy)
    : (policies.find(({ thresholds }) => thresholds.automatic !== null) ?? policies[0]);
  return policy ? { policy, scored: await store.scoredSamples(db(), scope, policy) } : null;
}

function curveOf(
  { from, to }: Scope,
  found: Awaited<ReturnType<typeof scoredFor>>,
  drawn: number,
): Insights["curve"] {
  if (!found) return null;
  const { code, signal, thresholds } = found.policy;
  return {
    code,
    title: titleOf(found.policy),
    signal,
    today: thresholds.automatic,
    ...automationCurve(found.scored, { drawn, span: to.getTime() - from.getTime() }),
  };
}

/** Median and 90th percentile with their intervals, as the store lays them out. */
function durationOf(n: number, seconds: number[] | null): Duration | null {
  if (n === 0 || !seconds) return null;
  const at = (index: number) => seconds[index] ?? 0;
  const quantile = (first: number) => ({ seconds: at(first), low: at(first + 1), high: at(first + 2) });
  return { n, median: quantile(0), p90: quantile(3) };
}

function appealsOf(all: store.Actions | undefined): Insights["appeals"] {
  const { made = 0, standing = 0, contested = 0, resolved = 0, overturned = 0 } = all ?? {};
  return {
    valid: shareOf(overturned, made),
    overturned: shareOf(overturned, resolved),
    reversed: shareOf(made - standing, made),
    contested,
    open: contested - resolved,
  };
}

/** Policy and model versions that came into force in the window; they stand as lines in the chart. */
async function versionEvents({ from, to, policy }: Scope): Promise<Insights["prevalence"]["events"]> {
  const [versions, moves] = await Promise.all([
    db().policyVersion.findMany({
      where: { publishedAt: { gte: from, lte: to }, ...(policy && { policy: { code: policy } }) },
      include: { policy: { select: { code: true } } },
    }),
    db().modelPointerMove.findMany({
      where: { movedAt: { gte: from, lte: to } },
      include: { toVersion: { select: { version: true } } },
    }),
  ]);
  return [
    ...versions.flatMap(({ publishedAt, version, policy: { code } }) =>
      publishedAt
        ? [{ at: publishedAt.toISOString(), kind: "policy" as const, name: code, version: String(version) }]
        : [],
    ),
    ...moves.map(({ movedAt, name, toVersion }) => ({
      at: movedAt.toISOString(),
      kind: "model" as const,
      name,
      version: toVersion.version,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
}

/** What the filters offer: the values among the newest items. Ids are in order of time. */
const LOOKED_AT = 5000;
const choicesSchema = z.array(z.object({ languages: z.array(z.string()), surfaces: z.array(z.string()) }));

async function choices(): Promise<{ languages: string[]; surfaces: string[] }> {
  const rows = await db().$queryRaw`
    WITH newest AS (SELECT language, surface FROM items ORDER BY id DESC LIMIT ${LOOKED_AT})
    SELECT coalesce((SELECT array_agg(DISTINCT language) FROM newest WHERE language IS NOT NULL), '{}') AS languages,
           coalesce((SELECT array_agg(DISTINCT surface) FROM newest WHERE surface IS NOT NULL), '{}') AS surfaces`;
  return choicesSchema.parse(rows)[0] ?? { languages: [], surfaces: [] };
}
