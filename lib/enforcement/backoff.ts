/** Delays after the first, second, … failed attempt, seconds: about a day in all, as Standard Webhooks proposes. */
const DELAYS_S = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800];

/** A delivery that failed this often is a dead letter. */
export const MAX_ATTEMPTS = DELAYS_S.length + 1;

/**
 * How long to wait after `attempts` failures, milliseconds; null when there is no further try.
 * A fifth is random, so that a receiver that comes back is not met by all at once.
 */
export function retryDelayMs(attempts: number, random: number): number | null {
  const seconds = DELAYS_S[attempts - 1];
  return seconds === undefined ? null : Math.round(seconds * 1000 * (0.9 + 0.2 * random));
}
