const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whole seconds that are certainly left until a deadline; 0 when it has passed. */
export function secondsLeft(deadline: string, now: number): number {
  return Math.max(0, Math.floor((Date.parse(deadline) - now) / 1000));
}

/** A duration in the two largest units that say something: 3 y 2 m, 11 min, 9 s. */
export type DurationPart = { unit: "year" | "month" | "day" | "hour" | "minute" | "second"; value: number };

export function durationParts(seconds: number): DurationPart[] {
  const s = Math.max(0, Math.floor(seconds));
  const pair = (unit: DurationPart["unit"], value: number, next?: DurationPart["unit"], rest = 0) =>
    next && rest > 0
      ? [
          { unit, value },
          { unit: next, value: rest },
        ]
      : [{ unit, value }];
  const days = Math.floor(s / DAY);
  if (days >= 365) return pair("year", Math.floor(days / 365), "month", Math.floor((days % 365) / 30.5));
  if (days >= 60) return pair("month", Math.floor(days / 30.5));
  if (days >= 1) return pair("day", days, days < 7 ? "hour" : undefined, Math.floor((s % DAY) / HOUR));
  if (s >= HOUR) return pair("hour", Math.floor(s / HOUR), "minute", Math.floor((s % HOUR) / MINUTE));
  if (s >= MINUTE) return pair("minute", Math.floor(s / MINUTE));
  return pair("second", s);
}

/** 581 → ["9", "41"]: minutes and two-digit seconds, for a clock that counts down in place. */
export function clockParts(seconds: number): { hours: number; minutes: number; seconds: number } {
  return {
    hours: Math.floor(seconds / HOUR),
    minutes: Math.floor((seconds % HOUR) / MINUTE),
    seconds: seconds % MINUTE,
  };
}
