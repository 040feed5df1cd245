import { type Condition, conditionSchema, type Leaf } from "#lib/policy/condition.ts";
import { FACT_PREFIXES, FACT_TYPES, factType } from "#lib/policy/facts.ts";
import { type RuleContent, ruleContentSchema } from "#lib/policy/rule.ts";

/** What may be wrong with a rule; the page has words for each. */
export const RULE_ISSUES = [
  "missing",
  "type",
  "invalid",
  "too_deep",
  "fact_unknown",
  "group_empty",
  "no_queue",
  "no_policy",
  "action_not_allowed",
] as const;
export type RuleIssue = {
  /** The field, as `condition.all.0.value` or `actions.1.queueSlug`. */
  path: string;
  code: (typeof RULE_ISSUES)[number];
  /** A warning does not keep a rule from being published. */
  level: "error" | "warning";
};

/** What a rule may name. */
export type RuleNames = {
  /** Facts seen on items lately, beside those that every installation has. */
  facts: readonly string[];
  queues: readonly string[];
  policies: readonly { code: string; allowedActions: readonly string[] }[];
};

const GROUPS = ["all", "any", "none"] as const;

/** The parts of a group, or null for a comparison. */
export function groupOf(node: Condition): { kind: (typeof GROUPS)[number]; parts: Condition[] } | null {
  for (const kind of GROUPS)
    if (kind in node) return { kind, parts: (node as Record<string, Condition[]>)[kind] ?? [] };
  return null;
}

/**
 * Everything that is wrong or doubtful in a rule, at the field where it is. Total: it takes what an editor holds,
 * finished or not.
 */
export function checkRule(content: RuleContent, names: RuleNames): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const error = (path: string, code: RuleIssue["code"]) => issues.push({ path, code, level: "error" });
  checkNode(content.condition, "condition", names, issues);
  const parsed = ruleContentSchema.safeParse(content);
  for (const { path, code } of parsed.error?.issues ?? []) {
    const at = path.join(".");
    // Inside a condition the union of all operators has no good word; checkNode has said it.
    if (path[0] !== "condition") error(at, code === "too_small" ? "missing" : "invalid");
    else if (path.length === 1 && code === "custom") error(at, "too_deep");
  }
  for (const [index, action] of content.actions.entries()) {
    const at = `actions.${index}`;
    if ("queueSlug" in action && action.queueSlug && !names.queues.includes(action.queueSlug))
      error(`${at}.queueSlug`, "no_queue");
    if (!("policyCode" in action) || !action.policyCode) continue;
    const policy = names.policies.find(({ code }) => code === action.policyCode);
    if (!policy) error(`${at}.policyCode`, "no_policy");
    else if (action.kind === "act" && !policy.allowedActions.includes(action.action))
      error(`${at}.action`, "action_not_allowed");
  }
  return issues;
}

function checkNode(node: Condition, path: string, names: RuleNames, issues: RuleIssue[]): void {
  const group = groupOf(node);
  if (group) {
    if (group.parts.length === 0) issues.push({ path, code: "group_empty", level: "warning" });
    for (const [index, part] of group.parts.entries())
      checkNode(part, `${path}.${group.kind}.${index}`, names, issues);
  } else if ("not" in node) checkNode(node.not, `${path}.not`, names, issues);
  else checkLeaf(node as Leaf, path, names, issues);
}

const NUMERIC = new Set(["gte", "gt", "lte", "lt"]);

function checkLeaf(leaf: Leaf, path: string, names: RuleNames, issues: RuleIssue[]): void {
  const add = (field: string, code: RuleIssue["code"], level: RuleIssue["level"] = "error") =>
    issues.push({ path: `${path}.${field}`, code, level });
  if (leaf.fact.trim() === "") return void add("fact", "missing");
  if (!isKnown(leaf.fact, names)) add("fact", "fact_unknown", "warning");
  const type = factType(leaf.fact);
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const before = issues.length;
  if (leaf.operator === "exists") {
    if (typeof leaf.value !== "boolean") add("value", "type");
    return;
  }
  if (values.length === 0 || values.some((value) => value === "")) return void add("value", "missing");
  if (NUMERIC.has(leaf.operator)) {
    if (type === "string") add("operator", "type");
    else if (typeof leaf.value !== "number" || !Number.isFinite(leaf.value)) add("value", "type");
  } else if (leaf.operator === "contains" || leaf.operator === "matches-lexicon") {
    if (type === "number") add("operator", "type");
  } else if (type !== null && values.some((value) => typeof value !== type)) add("value", "type");
  // What no question above has found, the schema still may.
  if (issues.length === before && !conditionSchema.safeParse(leaf).success) add("value", "type");
}

function isKnown(fact: string, names: RuleNames): boolean {
  if (Object.hasOwn(FACT_TYPES, fact) || names.facts.includes(fact)) return true;
  // A label of the word lists speaks only where it matches, so it may not have been seen lately.
  return FACT_PREFIXES.some((prefix) => prefix === "lexicon." && fact.startsWith(prefix));
}
