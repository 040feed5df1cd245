import type { SourcedScore } from "./collect-scores.ts";
import { confusion, type Scored } from "./metrics.ts";

/** Automation is wrong at most once in twenty. */
export const AUTOMATIC_PRECISION = 0.95;
/** No source may be much worse than all together: a platform's posts may be like any of them. */
export const AUTOMATIC_SOURCE_PRECISION = 0.9;
/** Fewer posts than this above a threshold say too little about its precision. */
export const AUTOMATIC_SUPPORT = 100;
/** The same, for one source or one language. */
export const GROUP_SUPPORT = 40;
/** However right automation is on the whole, no post is acted on that the model gives less than four in five. */
export const LEAST_AUTOMATIC_SCORE = 0.8;

/** A threshold for automation, and the languages there is evidence for. */
export type AutomaticChoice = { value: number; languages: string[] };

/**
 * The lowest score, at least {@link LEAST_AUTOMATIC_SCORE}, from which on automation is right often enough: {@link AUTOMATIC_PRECISION} over all posts at or
 * above it, and {@link AUTOMATIC_SOURCE_PRECISION} in every source with {@link GROUP_SUPPORT} of them. Its languages
 * are those with support of their own and that precision. Null where no threshold or no language has it.
 */
export function chooseAutomatic(scored: readonly SourcedScore[]): AutomaticChoice | null {
  const sorted = scored.filter((one) => one.score >= LEAST_AUTOMATIC_SCORE).sort((a, b) => b.score - a.score);
  const all = new Tally();
  const bySource = new Map<string, Tally>();
  const byLanguage = new Map<string, Tally>();
  let best: AutomaticChoice | null = null;
  for (const [at, one] of sorted.entries()) {
    all.add(one);
    tallyOf(bySource, one.source).add(one);
    tallyOf(byLanguage, one.lang).add(one);
    const isLastOfTie = sorted[at + 1]?.score !== one.score;
    if (!isLastOfTie || all.n < AUTOMATIC_SUPPORT || all.precision < AUTOMATIC_PRECISION) continue;
    const sources = [...bySource.values()].filter((source) => source.n >= GROUP_SUPPORT);
    if (sources.some((source) => source.precision < AUTOMATIC_SOURCE_PRECISION)) continue;
    const languages = [...byLanguage]
      .filter(([, tally]) => tally.n >= GROUP_SUPPORT && tally.precision >= AUTOMATIC_PRECISION)
      .map(([language]) => language)
      .sort();
    if (languages.length > 0) best = { value: one.score, languages };
  }
  return best;
}

class Tally {
  n = 0;
  hits = 0;

  add({ positive }: Scored): void {
    this.n++;
    if (positive) this.hits++;
  }

  get precision(): number {
    return this.hits / this.n;
  }
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  let tally = tallies.get(name);
  if (!tally) {
    tally = new Tally();
    tallies.set(name, tally);
  }
  return tally;
}

/**
 * From where on people should look: the score under the automatic threshold (if there is one) with the best F1 of
 * what is at or above it. Null without harmful posts.
 */
export function reviewThreshold(
  scored: readonly Scored[],
  automatic = Number.POSITIVE_INFINITY,
): number | null {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const harmful = scored.filter((one) => one.positive).length;
  let hits = 0;
  let best = { f1: 0, score: null as number | null };
  for (const [at, { score, positive }] of sorted.entries()) {
    if (positive) hits++;
    if (score >= automatic || sorted[at + 1]?.score === score) continue;
    const f1 = (2 * hits) / (at + 1 + harmful);
    if (f1 > best.f1) best = { f1, score };
  }
  return best.score;
}

/** What a threshold does on posts with known labels. */
export function measureThreshold(scored: readonly Scored[], threshold: number) {
  const { hits, falseAlarms, misses } = confusion(scored, threshold);
  return { hits, taken: hits + falseAlarms, harmful: hits + misses, n: scored.length };
}
