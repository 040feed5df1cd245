const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/**
 * How long to wait before the next try, milliseconds: twice as long each time, and anywhere in the upper half of
 * that, so that a thousand browsers do not come back at once.
 * @param failures in a row, from 1
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(most * (0.5 + random / 2));
}
