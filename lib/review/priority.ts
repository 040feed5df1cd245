import type { PriorityParts } from "./schema.ts";

/**
 * Points per severity 1 to 5. Convex: each step about 1.6 times the one before, because harm does not grow
 * in equal steps from a nuisance to a danger to life.
 */
const SEVERITY_POINTS = [3, 7, 13, 22, 35] as const;
/** Points for reach at or above REACH_SATURATION; less than one step of severity at the top. */
const REACH_POINTS = 20;
/** Views per hour from which more views add nothing. */
const REACH_SATURATION = 1_000_000;
/** Points that any number of reporters can add: below one step of severity, so that a brigade buys little. */
const REPORT_POINTS = 10;
/** Sum of reporter weights at which 63% of REPORT_POINTS is reached: four unknown reporters. */
const REPORT_SCALE = 2;

/** Points a case gains per hour of waiting. At 2 the weakest case passes the strongest newcomer after two days. */
export const AGE_POINTS_PER_HOUR = 2;
/** The highest base there is: severity 5, certain, saturated reach and reports. */
export const MAX_BASE = 2 * SEVERITY_POINTS[4] + REACH_POINTS + REPORT_POINTS;
/** The lowest base there is: severity 1, no confidence, unseen, unreported. */
export const MIN_BASE = SEVERITY_POINTS[0];
/**
 * No case waits behind cases that came more than this many hours after it, however severe: its bound on starvation.
 */
export const STARVATION_BOUND_HOURS = (MAX_BASE - MIN_BASE) / AGE_POINTS_PER_HOUR;
/** Where rank counts hours from. Any fixed moment serves; a near one keeps the numbers small. */
export const RANK_EPOCH = new Date("2026-01-01T00:00:00Z");

const MS_PER_HOUR = 3_600_000;

/** A value the formula has no meaning for (NaN, out of range). */
export class InvalidPriorityInputError extends RangeError {
  override readonly name = "InvalidPriorityInputError";
}

export type PriorityInput = {
  /** 1 to 5, whole. */
  severity: number;
  /** Calibrated probability in [0, 1] that the item breaks the policy. */
  confidence: number;
  /** Views per hour, 0 or more. */
  reach: number;
  /** One weight in [0, 1] per reporter, from {@link reporterReliability}. */
  reporterWeights: readonly number[];
};

/**
 * The base priority of a case and its parts, in points; the parts add up to the base.
 *
 *     S          = SEVERITY_POINTS[severity]
 *     severity   = S
 *     confidence = S · p                                    (so S·(1 + p): expected harm above a floor)
 *     reach      = 20 · min(1, log(1 + views/h) / log(1 + 10⁶))
 *     reports    = 10 · (1 − exp(−Σ weights / 2))
 *     base       = severity + confidence + reach + reports  (3 to 100)
 *
 * The floor keeps a grave but unsure case ahead of a sure nuisance. Reach is logarithmic because views are
 * heavy-tailed; reports saturate because the tenth tells less than the second.
 * @throws InvalidPriorityInputError for a severity, probability, reach or weight out of range.
 */
export function computePriority(input: PriorityInput): PriorityParts {
  const severity = SEVERITY_POINTS[input.severity - 1];
  if (severity === undefined) throw new InvalidPriorityInputError(`severity ${input.severity} is not 1 to 5`);
  checkUnit("confidence", input.confidence);
  if (!(input.reach >= 0)) throw new InvalidPriorityInputError(`reach ${input.reach} is below 0`);
  let weight = 0;
  for (const given of input.reporterWeights) {
    checkUnit("reporter weight", given);
    weight += given;
  }
  const confidence = severity * input.confidence;
  const reach = REACH_POINTS * Math.min(1, Math.log1p(input.reach) / Math.log1p(REACH_SATURATION));
  const reports = REPORT_POINTS * -Math.expm1(-weight / REPORT_SCALE);
  return { severity, confidence, reach, reports, base: severity + confidence + reach + reports };
}

/**
 * What the reader sees: base plus 2 points per hour since creation. Deliberately not clamped for a creation
 * time in the future (a skewed clock): clamping would break the agreement with {@link caseRank}.
 */
export function priorityNow(base: number, createdAt: Date, now: Date): number {
  return base + AGE_POINTS_PER_HOUR * hoursBetween(createdAt, now);
}

/**
 * The constant ordering key, higher first. All cases age at the same rate, so the difference of two priorities
 * never changes: priorityNow(now) = rank + 2 · hours(now − epoch). Storing the rank orders a queue by an index
 * that is never rewritten.
 */
export function caseRank(base: number, createdAt: Date): number {
  return base - AGE_POINTS_PER_HOUR * hoursBetween(RANK_EPOCH, createdAt);
}

/**
 * How far to trust a reporter: the posterior mean of a Beta(1, 1) prior after `upheld` confirmed and `dismissed`
 * unconfirmed reports, (upheld + 1) / (upheld + dismissed + 2); 0.5 for someone new.
 * Source: Laplace's rule of succession; Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4.
 * @throws InvalidPriorityInputError for counts that are negative or not whole.
 */
export function reporterReliability(upheld: number, dismissed: number): number {
  for (const count of [upheld, dismissed]) {
    if (!Number.isInteger(count) || count < 0) throw new InvalidPriorityInputError(`${count} is no count`);
  }
  return (upheld + 1) / (upheld + dismissed + 2);
}

function checkUnit(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new InvalidPriorityInputError(`${name} ${value} is not in [0, 1]`);
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / MS_PER_HOUR;
}
