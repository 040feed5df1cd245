import type { Estimate } from "./estimate.ts";
import { hajekShare } from "./hajek.ts";
import { alphaWithInterval } from "./krippendorff.ts";
import { type Guarded, LEAST, type PrevalenceWeek } from "./schema.ts";
import { type JudgedSample, NO_VIOLATION } from "./store.ts";

/**
 * Prevalence from the judged part of a sample. Of what was drawn only `judged / drawn` has a verdict yet; that
 * part is taken as drawn at random in a second phase (one response homogeneity group; Särndal, Swensson & Wretman
 * 1992, 15.6), which leaves the share as it is and lowers every inclusion probability by that rate.
 * @param policy counts as violating only what violates this one
 */
export function prevalenceOf(
  samples: readonly JudgedSample[],
  drawn: number,
  by: "posts" | "views",
  policy: string | null,
): Estimate | null {
  const judgedShare = drawn > 0 ? Math.min(1, samples.length / drawn) : 1;
  const found = hajekShare(
    samples.map(({ probability, views, violating, code }) => ({
      probability: probability * judgedShare,
      size: by === "views" ? views : 1,
      violating: violating && (policy === null || code === policy),
    })),
  );
  return found && { value: found.value, low: found.low, high: found.high, n: found.n };
}

/** Prevalence week by week; a week with nothing judged has no estimate. */
export function weeklyPrevalence(
  samples: readonly JudgedSample[],
  drawn: ReadonlyMap<string, number>,
  mondays: readonly string[],
  policy: string | null,
): PrevalenceWeek[] {
  const perWeek = Map.groupBy(samples, ({ week }) => week);
  return mondays.map((week) => {
    const judged = perWeek.get(week) ?? [];
    const count = drawn.get(week) ?? 0;
    return {
      week,
      drawn: count,
      judged: judged.length,
      posts: prevalenceOf(judged, count, "posts", policy),
      views: prevalenceOf(judged, count, "views", policy),
    };
  });
}

/**
 * Of what automation acted on, the share that a blind reviewer finds violating: a domain of the sample, so the
 * same estimator over its members. With a policy: of what it acted on, the share that violates that one.
 */
export function automationPrecision(
  samples: readonly JudgedSample[],
  drawn: number,
  policy: string | null,
): Guarded {
  const acted = samples.filter(({ automatic }) => automatic);
  const judgedShare = drawn > 0 ? samples.length / drawn : 1;
  const n = acted.length;
  // The drawn count is scaled with the domain: its own waiting part is not known before it is judged.
  const estimate = n < LEAST.precision ? null : prevalenceOf(acted, n / judgedShare, "posts", policy);
  return { estimate, n, needed: LEAST.precision };
}

/** Both people's answers for each post that two judged apart: the blind reviewer, and who decided its case. */
export function twoAnswers(samples: readonly JudgedSample[], policy: string | null): [string, string][] {
  const about = (answer: string) => (policy === null || answer === policy ? answer : NO_VIOLATION);
  return samples.flatMap(({ violating, code, colleague }) => {
    if (colleague === null) return [];
    return [[about(violating && code ? code : NO_VIOLATION), about(colleague)] as [string, string]];
  });
}

/**
 * Krippendorff's alpha over what several people judged without knowing of each other: the sample's blind reviewer
 * and who decided the case, second looks, and calibration sessions.
 */
export function agreementOf(units: readonly (readonly string[])[], draws?: number): Guarded {
  const n = units.length;
  return {
    estimate: n < LEAST.agreement ? null : alphaWithInterval(units, draws),
    n,
    needed: LEAST.agreement,
  };
}
