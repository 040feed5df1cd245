import type { Condition } from "#lib/policy/condition.ts";

/** A condition as the editor shows it: groups all the way up, `not` as a group of none. */
export function toGroups(condition: Condition): Condition {
  const node = inner(condition);
  return "all" in node || "any" in node || "none" in node ? node : { all: [node] };
}

function inner(node: Condition): Condition {
  if ("not" in node) return { none: [inner(node.not)] };
  if ("all" in node) return { all: node.all.map(inner) };
  if ("any" in node) return { any: node.any.map(inner) };
  return "none" in node ? { none: node.none.map(inner) } : node;
}
