import { createHash } from "node:crypto";
import { evaluateCondition } from "./condition.ts";
import type { Facts } from "./facts.ts";
import type { RuleAction, RuleInForce } from "./rule.ts";

/** A rule that hit on an item. */
export type RuleHit = { ruleId: string; version: number; shadow: boolean };

/** What the rules said of one item: the live ones that hit, in order, and every hit with those in shadow. */
export type AskedRules = { live: RuleInForce[]; hits: RuleHit[] };

/**
 * Asks the rules in their order. After a live one with `stop` no later one is asked, in shadow or not; the stop of
 * a rule in shadow is not heard. Pure; the order of the list given does not matter.
 */
export function askRules(rules: readonly RuleInForce[], facts: Facts): AskedRules {
  const live: RuleInForce[] = [];
  const hits: RuleHit[] = [];
  let stoppedAt = Number.POSITIVE_INFINITY;
  const ordered = rules.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  for (const rule of ordered) {
    if (rule.position > stoppedAt) break;
    if (!evaluateCondition(rule.condition, facts)) continue;
    hits.push({ ruleId: rule.id, version: rule.version, shadow: rule.shadow });
    if (rule.shadow) continue;
    live.push(rule);
    if (rule.stop) stoppedAt = rule.position;
  }
  return { live, hits };
}

/** The actions of one kind over several rules, each with its rule. */
export function actionsOf<K extends RuleAction["kind"]>(
  rules: readonly RuleInForce[],
  kind: K,
): { rule: RuleInForce; action: Extract<RuleAction, { kind: K }> }[] {
  return rules.flatMap((rule) =>
    rule.actions
      .filter((action): action is Extract<RuleAction, { kind: K }> => action.kind === kind)
      .map((action) => ({ rule, action })),
  );
}

/**
 * Whether an item is among the share that a rule samples: by a hash of both, so that judging it again, a dry run
 * and the next version of the rule take the same items, and two rules take theirs independently.
 * @param rate share in (0, 1]
 */
export function isSampled(ruleId: string, itemId: string, rate: number): boolean {
  const hash = createHash("sha256").update(`${ruleId}:${itemId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < rate;
}
