import fc from "fast-check";
import { expect, test } from "vitest";
import { type Condition, evaluateCondition } from "#lib/policy/condition.ts";
import { groupOf } from "#lib/rules/check-rule.ts";
import { toGroups } from "./to-groups.ts";

const leaf = fc.record({
  fact: fc.constantFrom("reach", "reports"),
  operator: fc.constantFrom("gte" as const, "lt" as const),
  value: fc.integer({ min: 0, max: 3 }),
});
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ none: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ not: tie("node") }),
  ),
})).node;

const onlyGroups = (node: Condition): boolean => {
  const group = groupOf(node);
  return group ? group.parts.every((part) => "fact" in part || onlyGroups(part)) : false;
};

test("the editor's form of a condition is groups alone, and means the same", () => {
  fc.assert(
    fc.property(condition, fc.nat(3), fc.nat(3), (node, reach, reports) => {
      const facts = new Map([
        ["reach", reach],
        ["reports", reports],
      ]);
      const shown = toGroups(node);
      expect(onlyGroups(shown)).toBe(true);
      expect(evaluateCondition(shown, facts)).toBe(evaluateCondition(node, facts));
    }),
  );
});
