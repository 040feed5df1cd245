import { z } from "zod";
import { type Facts, factType } from "./facts.ts";

/** Nesting beyond this is no longer readable by the person who must answer for the rule. */
export const MAX_CONDITION_DEPTH = 8;
/** All nodes of one condition together; keeps a dry run over a million items bounded. */
export const MAX_CONDITION_NODES = 200;

const factName = z.string().trim().min(1).max(100);
const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);

const leafSchema = z
  .discriminatedUnion("operator", [
    z.strictObject({ fact: factName, operator: z.enum(["gte", "gt", "lte", "lt"]), value: z.number() }),
    z.strictObject({ fact: factName, operator: z.enum(["eq", "neq"]), value: scalar }),
    z.strictObject({
      fact: factName,
      operator: z.enum(["in", "not-in"]),
      value: z.array(scalar).max(500),
    }),
    /** Whether the fact is known at all. */
    z.strictObject({ fact: factName, operator: z.literal("exists"), value: z.boolean() }),
    z.strictObject({ fact: factName, operator: z.literal("contains"), value: z.string().min(1).max(1000) }),
    z.strictObject({
      fact: z.literal("text"),
      operator: z.literal("matches-lexicon"),
      /** A lexicon label, e.g. "self_harm". */
      value: z.string().min(1).max(100),
    }),
  ])
  .refine(operatorFitsFact, { message: "This operator or value does not fit the type of this fact." });

/** One comparison of a fact with a constant. */
export type Leaf = z.infer<typeof leafSchema>;
/** A code-free condition: leaves under nested all / any / none / not. */
export type Condition =
  | Leaf
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] }
  | { not: Condition };

const nodeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(nodeSchema) }),
    z.strictObject({ any: z.array(nodeSchema) }),
    z.strictObject({ none: z.array(nodeSchema) }),
    z.strictObject({ not: nodeSchema }),
    leafSchema,
  ]),
);

/**
 * The one definition of a condition, for the API, the rule editor and the stored row.
 * Depth and size are checked before the recursive parse, so hostile nesting cannot exhaust the stack.
 */
export const conditionSchema = z
  .unknown()
  .refine(isBounded, {
    message: `A condition has at most ${MAX_CONDITION_DEPTH} levels and ${MAX_CONDITION_NODES} parts.`,
  })
  .pipe(nodeSchema);

/**
 * Evaluates a condition; pure and total.
 *
 * Two-valued logic: a leaf over a missing fact, or over a fact of another type than its value, is **false**,
 * whatever its operator, `neq` and `not-in` included; only `exists` speaks of a missing one. `not` then negates
 * plainly, so `not {fact: "language", eq "en"}` holds for an item of unknown language while
 * `{fact: "language", neq "en"}` does not. This keeps De Morgan's laws; who wants "known and different" writes
 * `neq`, who wants "anything but" writes `not`, or `none` for several.
 * `all []` and `none []` are true and `any []` is false, the identities of their operations.
 */
export function evaluateCondition(condition: Condition, facts: Facts): boolean {
  if ("all" in condition) return condition.all.every((part) => evaluateCondition(part, facts));
  if ("any" in condition) return condition.any.some((part) => evaluateCondition(part, facts));
  if ("none" in condition) return !condition.none.some((part) => evaluateCondition(part, facts));
  if ("not" in condition) return !evaluateCondition(condition.not, facts);
  return evaluateLeaf(condition, facts);
}

function evaluateLeaf(leaf: Leaf, facts: Facts): boolean {
  if (leaf.operator === "matches-lexicon") {
    const value = facts.get(`lexicon.${leaf.value}`);
    return typeof value === "number" && value > 0;
  }
  const actual = facts.get(leaf.fact);
  if (leaf.operator === "exists") return (actual !== undefined) === leaf.value;
  if (actual === undefined) return false;
  switch (leaf.operator) {
    case "gte":
      return typeof actual === "number" && actual >= leaf.value;
    case "gt":
      return typeof actual === "number" && actual > leaf.value;
    case "lte":
      return typeof actual === "number" && actual <= leaf.value;
    case "lt":
      return typeof actual === "number" && actual < leaf.value;
    case "eq":
      return actual === leaf.value;
    case "neq":
      return typeof actual === typeof leaf.value && actual !== leaf.value;
    case "in":
      return leaf.value.includes(actual);
    case "not-in":
      return leaf.value.some((value) => typeof value === typeof actual) && !leaf.value.includes(actual);
    case "contains":
      return typeof actual === "string" && foldCase(actual).includes(foldCase(leaf.value));
  }
}

function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Facts that the platform sends along have no known type; those pass and are compared as they come. */
function operatorFitsFact(leaf: { fact: string; operator: string; value: unknown }): boolean {
  const type = factType(leaf.fact);
  if (type === null) return true;
  if (leaf.operator === "exists") return true;
  if (leaf.operator === "contains" || leaf.operator === "matches-lexicon") return type === "string";
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  return values.every((value) => typeof value === type);
}

function isBounded(input: unknown): boolean {
  const open: { node: unknown; depth: number }[] = [{ node: input, depth: 1 }];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    nodes += 1;
    if (nodes > MAX_CONDITION_NODES || next.depth > MAX_CONDITION_DEPTH) return false;
    for (const child of childrenOf(next.node)) open.push({ node: child, depth: next.depth + 1 });
  }
  return true;
}

function childrenOf(node: unknown): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  const { all, any, none, not } = node as { all?: unknown; any?: unknown; none?: unknown; not?: unknown };
  const listed = [all, any, none].flatMap((part) =>
    Array.isArray(part) ? part.slice(0, MAX_CONDITION_NODES + 1) : [],
  );
  return not === undefined ? listed : [...listed, not];
}
