const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The Monday on or before a moment, at midnight UTC. */
export function mondayOf(moment: Date): Date {
  const midnight = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  return new Date(midnight - ((moment.getUTCDay() + 6) % 7) * DAY_MS);
}

/** The window of `weeks` weeks that ends with the running one: its first Monday, and now. */
export function windowOf(weeks: number, now: Date): { from: Date; to: Date } {
  return { from: new Date(mondayOf(now).getTime() - (weeks - 1) * WEEK_MS), to: now };
}

/** The Mondays of a window, as ISO dates. */
export function mondaysOf(from: Date, to: Date): string[] {
  const mondays: string[] = [];
  for (let at = from.getTime(); at <= to.getTime(); at += WEEK_MS)
    mondays.push(new Date(at).toISOString().slice(0, 10));
  return mondays;
}
