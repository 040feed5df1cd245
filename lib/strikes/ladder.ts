import type { Action } from "#lib/policy/actions.ts";
import type { Ladder, LadderStep } from "./schema.ts";

const DAY_MS = 86_400_000;

/** What holds until a lead says otherwise: warned, limited for a day, suspended for a week, suspended. */
export const INSTALLED_LADDER: Ladder = {
  days: [30, 90, 180, 365, 365],
  steps: [
    { action: "warn", hours: null },
    { action: "limit_reach", hours: 24 },
    { action: "suspend_account", hours: 168 },
    { action: "suspend_account", hours: null },
  ],
};

/** What a strike is counted by. */
export type CountedStrike = { policyCode: string; expiresAt: Date; takenBack: boolean };

/** Whether a strike still counts: not taken back, and its end not reached. */
export function counts({ expiresAt, takenBack }: Omit<CountedStrike, "policyCode">, now: Date): boolean {
  return !takenBack && expiresAt > now;
}

/** For how many days a strike under a policy of this severity counts. */
export function strikeDays(ladder: Ladder, severity: number): number {
  return ladder.days[Math.min(5, Math.max(1, severity)) - 1] ?? ladder.days[4];
}

export function strikeEnd(ladder: Ladder, severity: number, from: Date): Date {
  return new Date(from.getTime() + strikeDays(ladder, severity) * DAY_MS);
}

/** What the ladder says of the next strike of an account under one policy. */
export type Recommendation = {
  policyCode: string;
  /** Which counting strike it would be: 1 for the first. */
  nth: number;
  /** For how long it would count, days. */
  days: number;
  /** What is recommended; null where the policy allows no step of the ladder up to this one. */
  step: LadderStep | null;
  /** The ladder asks for this, and the policy does not allow it: `step` is the next below. */
  wanted: LadderStep | null;
};

/**
 * The recommendation for one more strike: the step of its number, the last step beyond the ladder's end. Expired
 * strikes and those taken back do not count, nor do those under other policies. A step that the policy does not
 * allow gives way to the nearest one below it that it does.
 */
export function recommend(
  strikes: readonly CountedStrike[],
  policy: { code: string; severity: number; allowedActions: readonly Action[] },
  ladder: Ladder,
  now: Date,
): Recommendation {
  const counting = strikes.filter((strike) => strike.policyCode === policy.code && counts(strike, now));
  const nth = counting.length + 1;
  const asked = Math.min(nth, ladder.steps.length);
  const steps = ladder.steps.slice(0, asked);
  const wanted = steps.at(-1) ?? null;
  const step = steps.findLast(({ action }) => policy.allowedActions.includes(action)) ?? null;
  return {
    policyCode: policy.code,
    nth,
    days: strikeDays(ladder, policy.severity),
    step,
    wanted: step === wanted ? null : wanted,
  };
}
