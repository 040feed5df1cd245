/** The fact by which a platform tells how likely an account is run by a machine, from 0 to 1. */
const FACT = "automationRisk";

/** The automation risk among an account's facts; null where the platform sends none, or no probability. */
export function automationRisk(facts: Readonly<Record<string, unknown>>): number | null {
  const risk = facts[FACT];
  return typeof risk === "number" && risk >= 0 && risk <= 1 ? risk : null;
}
