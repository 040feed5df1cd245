/** How long a case can be put on hold, in the order the page offers it. */
export const HOLD_LENGTHS = ["hour", "hours", "tomorrow"] as const;
export type HoldLength = (typeof HOLD_LENGTHS)[number];

/** When people are back, by the clock on their wall. */
const MORNING_HOUR = 9;
/** The server allows no more. */
const MOST_MINUTES = 24 * 60;

/** A length in minutes from `now`. Tomorrow is nine in the morning of the next day, but a day at most. */
export function holdMinutes(length: HoldLength, now: Date): number {
  if (length === "hour") return 60;
  if (length === "hours") return 4 * 60;
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR);
  return Math.min(MOST_MINUTES, Math.round((morning.getTime() - now.getTime()) / 60_000));
}
