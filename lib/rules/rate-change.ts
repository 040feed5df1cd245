/** Hits among items that were asked. */
export type Rate = { hits: number; items: number };

/**
 * Two-sided p below which a rate counts as changed, shared out over all rules that are watched (Bonferroni): with
 * every rule steady, a check raises any alarm at all once in a thousand times.
 */
const ALPHA = 0.001;
/** Millions of items make any difference significant; an alarm is for one that a person would act on. */
const LEAST_FACTOR = 2;
/** Before so many items a rule has no rate of its own yet. */
const LEAST_ITEMS = 200;

/**
 * Whether a rule hits more or less often than it used to: the exact conditional test of two rates. Given the hits of
 * both times together, the recent ones are binomial with the recent time's share of the items, if nothing changed;
 * the two-sided p is twice the smaller tail. It needs no large counts, and takes a baseline without a single hit.
 * Source: J. Przyborowski, H. Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika 31
 * (1940) 313-323.
 * @param watched how many rules are tested together
 */
export function rateChange(recent: Rate, before: Rate, watched: number): { p: number; alarm: boolean } {
  const trials = recent.hits + before.hits;
  const share = recent.items / (recent.items + before.items);
  if (trials === 0 || !(share > 0 && share < 1)) return { p: 1, alarm: false };
  const lower = binomialTail(recent.hits, trials, share, "lower");
  const upper = binomialTail(recent.hits, trials, share, "upper");
  const p = Math.min(1, 2 * Math.min(lower, upper));
  const [now, then] = [recent.hits / recent.items, before.hits / before.items];
  const factor = now > then ? now / then : then / now;
  const enough = recent.items >= LEAST_ITEMS && before.items >= LEAST_ITEMS;
  return { p, alarm: enough && factor >= LEAST_FACTOR && p < ALPHA / Math.max(1, watched) };
}

/** P(X ≤ k) or P(X ≥ k) for X binomial; the far tail is summed, the near one is what is left. */
export function binomialTail(k: number, n: number, share: number, tail: "lower" | "upper"): number {
  if (tail === "lower") return k < n * share ? decaying(k, n, share, -1) : 1 - decaying(k + 1, n, share, 1);
  return k > n * share ? decaying(k, n, share, 1) : 1 - decaying(k - 1, n, share, -1);
}

/** The sum of the probabilities from k outwards, term by term until the rest cannot be seen. */
function decaying(k: number, n: number, share: number, step: 1 | -1): number {
  if (k < 0 || k > n) return 0;
  const odds = share / (1 - share);
  let term = Math.exp(
    logFactorial(n) -
      logFactorial(k) -
      logFactorial(n - k) +
      k * Math.log(share) +
      (n - k) * Math.log1p(-share),
  );
  let sum = 0;
  for (let i = k; i >= 0 && i <= n && term > sum * Number.EPSILON; i += step) {
    sum += term;
    term *= step === 1 ? ((n - i) / (i + 1)) * odds : i / (n - i + 1) / odds;
  }
  return Math.min(1, sum);
}

/** ln n!, by the product where it is short and by Stirling's series beyond (error below 1e-13). */
function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
