import type { CardHead } from "#lib/scoring/index.ts";
import {
  AUTOMATIC_PRECISION,
  AUTOMATIC_SOURCE_PRECISION,
  AUTOMATIC_SUPPORT,
  GROUP_SUPPORT,
} from "./choose-thresholds.ts";
import type { SourcedScore } from "./collect-scores.ts";
import { type Interval, wilsonInterval } from "./intervals.ts";

/**
 * The highest score below which allowing is right often enough: of the posts under it at most one in twenty is
 * harmful, in every source with support at most one in ten. Never as high as `review`, from which on people look:
 * where harm is rare, all could be allowed by that count. Null where there is none.
 */
export function chooseAllow(
  scored: readonly SourcedScore[],
  review = Number.POSITIVE_INFINITY,
): number | null {
  const sorted = scored.filter(({ score }) => score < review).sort((a, b) => a.score - b.score);
  const bySource = new Map<string, { n: number; harmless: number }>();
  let harmless = 0;
  let best: number | null = null;
  for (const [at, { score, positive, source }] of sorted.entries()) {
    const tally = bySource.get(source) ?? { n: 0, harmless: 0 };
    bySource.set(source, tally);
    tally.n++;
    if (!positive) {
      tally.harmless++;
      harmless++;
    }
    const n = at + 1;
    if (sorted[n]?.score === score || n < AUTOMATIC_SUPPORT || harmless / n < AUTOMATIC_PRECISION) continue;
    const isEven = [...bySource.values()].every(
      (one) => one.n < GROUP_SUPPORT || one.harmless / one.n >= AUTOMATIC_SOURCE_PRECISION,
    );
    if (isEven) best = score;
  }
  return best;
}

/** How much of a head's labelled posts needs no person, and how often that is right. */
export type Automation = {
  allowed: number;
  acted: number;
  n: number;
  /** Right decisions among those allowed, and among those acted on. */
  allowedRight: number;
  actedRight: number;
};

/**
 * Counts what a head decides alone. A post is allowed at or below `allow`, acted on at or above the automatic
 * threshold in its languages, and a person's otherwise. A side whose thresholds dev did not give takes nothing.
 */
export function countAutomation(
  head: Pick<CardHead, "automatic" | "allow">,
  scores: readonly SourcedScore[],
): Automation {
  const { automatic } = head;
  const allow = head.allow?.value ?? Number.NEGATIVE_INFINITY;
  const counts: Automation = { allowed: 0, acted: 0, n: scores.length, allowedRight: 0, actedRight: 0 };
  for (const { score, positive, lang } of scores) {
    if (automatic && score >= automatic.value && automatic.languages.includes(lang)) {
      counts.acted++;
      if (positive) counts.actedRight++;
    } else if (score <= allow) {
      counts.allowed++;
      if (!positive) counts.allowedRight++;
    }
  }
  return counts;
}

/** A share with its Wilson interval. */
export function shareOf(
  part: number,
  whole: number,
): { value: number; interval: Interval | null; n: number } {
  return { value: whole > 0 ? part / whole : 0, interval: wilsonInterval(part, whole), n: whole };
}

/**
 * The risk-coverage curve (El-Yaniv and Wiener 2010): taking the surest posts first, whichever way, how often the
 * decision is right. Points at every twentieth of the posts.
 */
export function riskCoverage(scores: readonly SourcedScore[]): { coverage: number; precision: number }[] {
  const right = [...scores]
    .sort((a, b) => Math.abs(b.score - 0.5) - Math.abs(a.score - 0.5))
    .map(({ score, positive }) => score >= 0.5 === positive);
  const points: { coverage: number; precision: number }[] = [];
  let hits = 0;
  right.forEach((one, at) => {
    if (one) hits++;
    const step = Math.floor(((at + 1) * 20) / right.length);
    if (step > Math.floor((at * 20) / right.length)) {
      points.push({ coverage: (at + 1) / right.length, precision: hits / (at + 1) });
    }
  });
  return points;
}

/** Counts of several heads as one: every labelled post of every head is one decision. */
export function addAutomation(each: readonly Automation[]): Automation {
  const sum = (key: keyof Automation) => each.reduce((total, one) => total + one[key], 0);
  return {
    allowed: sum("allowed"),
    acted: sum("acted"),
    n: sum("n"),
    allowedRight: sum("allowedRight"),
    actedRight: sum("actedRight"),
  };
}
