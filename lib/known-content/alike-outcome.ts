import type { Action } from "#lib/policy/actions.ts";

/** What became of an item that is like the one on the desk. */
export const OUTCOMES = [
  "suspend_account",
  "remove",
  "limit_reach",
  "warn",
  "allow",
  "allowed_on_appeal",
  "passed",
  "waiting",
] as const;
export type AlikeOutcome = (typeof OUTCOMES)[number];

/** An item's newest decision, and whether, as a reversal, it came from an appeal. */
export type NewestDecision = { action: Action; reverses: boolean; onAppeal: boolean };

/**
 * What became of it, told by its newest decision; by its state where there is none, or one that was taken back by
 * the person who made it. `passed`: let through with nobody asked; `waiting`: nobody has decided yet.
 */
export function outcomeOf(state: string, newest: NewestDecision | null): AlikeOutcome {
  if (newest && !newest.reverses) return newest.action;
  if (newest?.onAppeal) return "allowed_on_appeal";
  return state === "allowed" ? "passed" : "waiting";
}

/** How many of each outcome, the strictest first; outcomes that nothing had are left out. */
export function countOutcomes(outcomes: readonly AlikeOutcome[]): { outcome: AlikeOutcome; count: number }[] {
  return OUTCOMES.map((outcome) => ({
    outcome,
    count: outcomes.filter((other) => other === outcome).length,
  })).filter(({ count }) => count > 0);
}
