import type { SkipReason } from "./schema.ts";

/** From this severity on every case is a decision of its own, unless its policy says otherwise. */
const ONE_BY_ONE_FROM = 4;

/** What else a case may be is settled by rules of its own: appeals, samples, second looks, escalations. */
const BULK_PURPOSES: readonly string[] = ["triage", "accounts"];

/** The open case of an item as it stands now. */
export interface OpenCase {
  id: string;
  version: number;
  purpose: string;
  severity: number;
  /** What the policy it names says in the version in force; null where it says nothing or there is none. */
  oneByOne: boolean | null;
  /** Somebody else holds it. */
  taken: boolean;
  /** The right to decide in bulk reaches its queue and policy. */
  mine: boolean;
}

/** Whether cases of this severity, under a policy that says this of itself, are decided one by one. */
export function isOneByOne(severity: number, said: boolean | null): boolean {
  return said ?? severity >= ONE_BY_ONE_FROM;
}

/**
 * Why an item cannot be decided with others; null when it can.
 * @param seen version of the case as it was on the screen; undefined where nobody has looked yet
 */
export function refusalOf(open: OpenCase | null, seen?: number | null): SkipReason | null {
  if (!open) return "no_open_case";
  if (!open.mine) return "not_allowed";
  if (!BULK_PURPOSES.includes(open.purpose)) return "other_purpose";
  if (isOneByOne(open.severity, open.oneByOne)) return "one_by_one";
  if (open.taken) return "claimed";
  return seen !== undefined && seen !== open.version ? "changed" : null;
}
