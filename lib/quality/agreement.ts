import {
  aboutPolicy,
  alphaWithInterval,
  cohenKappa,
  type JudgedUnit,
  NO_VIOLATION,
} from "#lib/insights/index.ts";
import { bootstrapDraws, percentileInterval } from "#lib/training/intervals.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import type { AgreementRow, Estimate, PolicyAgreement, Verdict } from "./schema.ts";

/** Bootstrap draws, and the seed that makes a page show the same interval each time. */
const DRAWS = 500;
const SEED = 1960;

/** A verdict as agreement counts it: the policy that was found violated, or none. */
export function codeOf({ action, policyCode }: Verdict): string {
  return action === "allow" ? NO_VIOLATION : (policyCode ?? NO_VIOLATION);
}

type Pair = readonly [string, string];

/**
 * Cohen's kappa over all pairs of answers, with the percentile interval of a bootstrap over items (Efron 1979), which
 * holds for small n and where one item gave several pairs. n is the items.
 */
export function kappaWithInterval(items: readonly (readonly Pair[])[]): Estimate | null {
  const kappa = cohenKappa(items.flat());
  const draws = bootstrapDraws(
    items,
    (sample) => cohenKappa(sample.flat())?.value ?? null,
    seededRandom(SEED),
    DRAWS,
  );
  const interval = percentileInterval(draws);
  if (!kappa || !interval) return null;
  return { value: kappa.value, low: interval[0], high: interval[1], n: items.length };
}

/**
 * Both figures over items that several people judged, with a policy as a yes or no to it. They are withheld where
 * fewer than `needed` items were judged twice, or, with a policy, fewer had it cited by anybody.
 */
export function agreementOfUnits(
  units: readonly JudgedUnit[],
  needed: number,
  policyCode: string | null = null,
): AgreementRow {
  const n =
    policyCode === null ? units.length : units.filter(({ answers }) => answers.includes(policyCode)).length;
  if (n < needed) return { alpha: null, kappa: null, n, needed };
  const seen = (answers: readonly string[]) => aboutPolicy(answers, policyCode);
  return {
    alpha: alphaWithInterval(
      units.map(({ answers }) => seen(answers)),
      DRAWS,
    ),
    kappa: kappaWithInterval(
      units.map(({ pairs }) =>
        pairs.map((pair): Pair => {
          const [one = NO_VIOLATION, other = NO_VIOLATION] = seen(pair);
          return [one, other];
        }),
      ),
    ),
    n,
    needed,
  };
}

/** The policies that were cited in these units, in order. */
export function citedIn(units: readonly (readonly string[])[]): string[] {
  return [...new Set(units.flat())].filter((code) => code !== NO_VIOLATION).sort();
}

/** Alpha on each policy that was cited, as a yes or no to it: for the few items of one session, however few. */
export function agreementByPolicy(units: readonly (readonly string[])[]): PolicyAgreement[] {
  return citedIn(units).map((policyCode) => ({
    policyCode,
    alpha: alphaWithInterval(
      units.map((answers) => aboutPolicy(answers, policyCode)),
      DRAWS,
    ),
    n: units.filter((answers) => answers.length >= 2 && answers.includes(policyCode)).length,
  }));
}
