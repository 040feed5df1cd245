import type { QualityValues, Verdict } from "./schema.ts";

/** What a decision's chance of a second look depends on: its case, never who decided or how. */
export interface LookFacts {
  queueSlug: string;
  /** The policy the case was opened under. */
  policyCode: string | null;
  /** The highest rate of the rules that ask for a second look of this item; null where none does. */
  ruleRate: number | null;
}

/** The chance of a second look, and whether the settings or a rule gave it; null where there is none. */
export function chanceOf(
  values: QualityValues,
  { queueSlug, policyCode, ruleRate }: LookFacts,
): { chance: number; drawnBy: "share" | "rule" } | null {
  const bySettings =
    (policyCode === null ? undefined : values.policies[policyCode]) ??
    values.queues[queueSlug] ??
    values.share;
  const chance = Math.max(bySettings, ruleRate ?? 0);
  return chance > 0 ? { chance, drawnBy: chance > bySettings ? "rule" : "share" } : null;
}

/** Whether two people would do the same: the same action, under the same policy unless both leave the item up. */
export function agrees(one: Verdict, other: Verdict): boolean {
  if (one.action !== other.action) return false;
  return one.action === "allow" || one.policyCode === other.policyCode;
}

/**
 * What follows from a settled disagreement. `keeps`: the first decision is right and stands. `overtaken`: it does
 * not stand any more, or its author has contested it, and that settles it. `allows`: it is reversed. `replaces`: it
 * is reversed and another decision made.
 */
export function afterSettling(
  first: Verdict,
  settled: Verdict,
  { reversed, appealed }: { reversed: boolean; appealed: boolean },
): "keeps" | "overtaken" | "allows" | "replaces" {
  if (agrees(first, settled)) return "keeps";
  if (reversed || appealed) return "overtaken";
  return settled.action === "allow" ? "allows" : "replaces";
}
