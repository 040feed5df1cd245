import type { Estimate } from "./estimate.ts";
import { Z95 } from "./wilson.ts";

/**
 * Cohen's kappa of two coders over the same units (Cohen 1960, Educ. Psychol. Meas. 20:37), with the
 * large-sample standard error of Fleiss, Cohen & Everitt (1969, Psychol. Bull. 72:323).
 * @param pairs one [first coder, second coder] per unit
 * @returns null without units, or when both gave one and the same answer throughout
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): Estimate | null {
  const n = pairs.length;
  if (n === 0) return null;
  const first = shares(pairs.map(([answer]) => answer));
  const second = shares(pairs.map(([, answer]) => answer));
  const cells = shares(pairs.map((pair) => JSON.stringify(pair)));
  const answers = new Set([...first.keys(), ...second.keys()]);
  const at = (table: Map<string, number>, key: string) => table.get(key) ?? 0;
  let observed = 0;
  let expected = 0;
  for (const answer of answers) {
    observed += at(cells, JSON.stringify([answer, answer]));
    expected += at(first, answer) * at(second, answer);
  }
  if (1 - expected < Number.EPSILON) return null;
  const value = (observed - expected) / (1 - expected);
  let agreeing = 0;
  let disagreeing = 0;
  for (const a of answers) {
    const margin = at(first, a) + at(second, a);
    agreeing += at(cells, JSON.stringify([a, a])) * (1 - expected - margin * (1 - observed)) ** 2;
    for (const b of answers)
      if (a !== b) disagreeing += at(cells, JSON.stringify([a, b])) * (at(second, a) + at(first, b)) ** 2;
  }
  const inner =
    agreeing + (1 - observed) ** 2 * disagreeing - (observed * expected - 2 * expected + observed) ** 2;
  const error = Math.sqrt(Math.max(0, inner) / n) / (1 - expected) ** 2;
  return { value, low: Math.max(-1, value - Z95 * error), high: Math.min(1, value + Z95 * error), n };
}

function shares(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1 / values.length);
  return counts;
}
