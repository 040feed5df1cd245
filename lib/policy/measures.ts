import type { Action } from "./actions.ts";

export type Restriction = Exclude<Action, "allow">;

/** One thing a decision does. `hours`: how long it holds; null: for good. */
export type Measure = { action: Restriction; hours: number | null };

/** The strongest first: it is the decision's action, the others accompany it. */
const STRONGEST_FIRST = [
  "suspend_account",
  "remove",
  "limit_reach",
  "warn",
] as const satisfies readonly Restriction[];

/** What cannot go together: a removed post has no reach left, and who is suspended has been told. */
const APART: readonly (readonly [Restriction, Restriction])[] = [
  ["remove", "limit_reach"],
  ["suspend_account", "warn"],
];

/** What may end by itself; a removal and a warning do not. */
export const TIMED: readonly Action[] = ["limit_reach", "suspend_account"];

/** The longest that a measure with an end may hold, hours: a year. */
export const MOST_HOURS = 8760;

const strength = ({ action }: Measure) => STRONGEST_FIRST.indexOf(action);

/** Measures in their one order, the strongest first. */
export function arrange<M extends Measure>(measures: readonly M[]): M[] {
  return measures.toSorted((a, b) => strength(a) - strength(b));
}

/** Whether two restrictions may stand in one decision. */
export function goTogether(a: Restriction, b: Restriction): boolean {
  return a !== b && !APART.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
}

/** Adds a restriction to a set, or takes it out; what cannot stand beside it gives way. */
export function toggleMeasure(measures: readonly Measure[], action: Restriction): Measure[] {
  if (measures.some((measure) => measure.action === action))
    return measures.filter((measure) => measure.action !== action);
  return arrange([
    ...measures.filter((measure) => goTogether(measure.action, action)),
    { action, hours: null },
  ]);
}

/** What is wrong with a set of measures under a policy. */
export type MeasureProblem =
  | { kind: "not_allowed"; action: Restriction }
  | { kind: "apart"; actions: readonly [Restriction, Restriction] }
  | { kind: "no_end"; action: Restriction };

/**
 * The first thing that forbids these measures in one decision: the policy does not allow one, two exclude each
 * other (or are the same), or one is to end that cannot. Null when they may stand.
 */
export function measureProblem(
  measures: readonly Measure[],
  allowed: readonly Action[],
): MeasureProblem | null {
  for (const [index, { action, hours }] of measures.entries()) {
    if (!allowed.includes(action)) return { kind: "not_allowed", action };
    if (hours !== null && !TIMED.includes(action)) return { kind: "no_end", action };
    const other = measures.slice(0, index).find((before) => !goTogether(before.action, action));
    if (other) return { kind: "apart", actions: [other.action, action] };
  }
  return null;
}
