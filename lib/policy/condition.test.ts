import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Condition,
  conditionSchema,
  evaluateCondition,
  MAX_CONDITION_DEPTH,
  MAX_CONDITION_NODES,
} from "./condition.ts";
import { collectFacts, type FactValue } from "./facts.ts";
import { anItem, lexiconSet, modelSet } from "./routing.builders.ts";
import { readSignals } from "./signal-values.ts";

const factsOf = (values: Record<string, FactValue>) => new Map(Object.entries(values));
const holds = (condition: unknown, values: Record<string, FactValue>) =>
  evaluateCondition(conditionSchema.parse(condition), factsOf(values));

const names = ["reach", "reports", "language", "kind", "signal.hate", "item.flag"];
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom("reach", "reports", "signal.hate", "item.flag"),
    operator: fc.constantFrom("gte" as const, "gt" as const, "lte" as const, "lt" as const),
    value: fc.integer({ min: -2, max: 2 }),
  }),
  fc.record({
    fact: fc.constantFrom("language", "kind", "item.flag"),
    operator: fc.constantFrom("eq" as const, "neq" as const),
    value: fc.constantFrom("en", "fa"),
  }),
  fc.record({
    fact: fc.constantFrom("language", "kind", "item.flag"),
    operator: fc.constantFrom("in" as const, "not-in" as const),
    value: fc.array(fc.constantFrom("en", "fa"), { maxLength: 2 }),
  }),
  fc.record({
    fact: fc.constantFrom(...names),
    operator: fc.constant("exists" as const),
    value: fc.boolean(),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ none: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ not: tie("node") }),
  ),
})).node;
const facts = fc
  .dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom("en", "fa"), fc.boolean()),
  )
  .map((values) => factsOf(values));

describe("laws, with facts missing or of the wrong type as they come", () => {
  it("De Morgan", () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), facts, (parts, given) => {
        const negated = parts.map((part) => ({ not: part }));
        expect(evaluateCondition({ not: { all: parts } }, given)).toBe(
          evaluateCondition({ any: negated }, given),
        );
        expect(evaluateCondition({ not: { any: parts } }, given)).toBe(
          evaluateCondition({ all: negated }, given),
        );
      }),
    );
  });

  it("none is not any, and all of the negations", () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), facts, (parts, given) => {
        const none = evaluateCondition({ none: parts }, given);
        expect(none).toBe(evaluateCondition({ not: { any: parts } }, given));
        expect(none).toBe(evaluateCondition({ all: parts.map((part) => ({ not: part })) }, given));
      }),
    );
  });

  it("the order of the parts never matters", () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 5 }), facts, (parts, given) => {
        const turned = parts.toReversed();
        for (const group of ["all", "any", "none"] as const)
          expect(evaluateCondition({ [group]: turned } as Condition, given)).toBe(
            evaluateCondition({ [group]: parts } as Condition, given),
          );
      }),
    );
  });

  it("total: whatever the facts are, any valid condition is true or false", () => {
    const anyFacts = fc
      .dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean()))
      .map((values) => factsOf(values));
    fc.assert(
      fc.property(condition, anyFacts, (part, given) => {
        expect(typeof evaluateCondition(part, given)).toBe("boolean");
      }),
    );
  });

  it("any JSON is refused or evaluates: nothing that passes the schema can throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), facts, (json, given) => {
        const parsed = conditionSchema.safeParse(json);
        if (parsed.success) expect(typeof evaluateCondition(parsed.data, given)).toBe("boolean");
      }),
    );
  });

  it("double negation", () => {
    fc.assert(
      fc.property(condition, facts, (part, given) => {
        expect(evaluateCondition({ not: { not: part } }, given)).toBe(evaluateCondition(part, given));
      }),
    );
  });

  it("all [] and any [] are the identities, and order does not matter", () => {
    fc.assert(
      fc.property(condition, condition, facts, (a, b, given) => {
        const plain = evaluateCondition(a, given);
        expect(evaluateCondition({ all: [a, { all: [] }] }, given)).toBe(plain);
        expect(evaluateCondition({ any: [a, { any: [] }] }, given)).toBe(plain);
        expect(evaluateCondition({ all: [a, b] }, given)).toBe(evaluateCondition({ all: [b, a] }, given));
        expect(evaluateCondition({ any: [a, b] }, given)).toBe(evaluateCondition({ any: [b, a] }, given));
      }),
    );
  });

  it("raising a lower bound never makes it hold, raising the fact never makes it fail", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, number, (fact, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const operator of ["gte", "gt"] as const) {
          if (evaluateCondition({ fact: "reach", operator, value: high }, factsOf({ reach: fact }))) {
            expect(evaluateCondition({ fact: "reach", operator, value: low }, factsOf({ reach: fact }))).toBe(
              true,
            );
          }
          if (evaluateCondition({ fact: "reach", operator, value: fact }, factsOf({ reach: low }))) {
            expect(
              evaluateCondition({ fact: "reach", operator, value: fact }, factsOf({ reach: high })),
            ).toBe(true);
          }
        }
      }),
    );
  });

  it("every generated condition passes the schema unchanged", () => {
    fc.assert(
      fc.property(condition, (part) => {
        expect(conditionSchema.parse(part)).toEqual(part);
      }),
    );
  });
});

describe("operators", () => {
  it.each([
    [{ fact: "reach", operator: "gte", value: 5 }, { reach: 5 }, true],
    [{ fact: "reach", operator: "gt", value: 5 }, { reach: 5 }, false],
    [{ fact: "reach", operator: "lte", value: 5 }, { reach: 5 }, true],
    [{ fact: "reach", operator: "lt", value: 5 }, { reach: 5 }, false],
    [{ fact: "language", operator: "in", value: ["en", "fa"] }, { language: "fa" }, true],
    [{ fact: "language", operator: "in", value: [] }, { language: "fa" }, false],
    [{ fact: "language", operator: "not-in", value: ["en"] }, { language: "fa" }, true],
    [{ fact: "language", operator: "not-in", value: ["en"] }, {}, false],
    [{ fact: "language", operator: "exists", value: false }, {}, true],
    [{ fact: "language", operator: "exists", value: true }, { language: "fa" }, true],
    [{ fact: "signal.bank:scams.match", operator: "gte", value: 1 }, { "signal.bank:scams.match": 1 }, true],
    [{ fact: "text", operator: "contains", value: "FREE" }, { text: "so ｆree" }, true],
    [{ fact: "text", operator: "matches-lexicon", value: "spam" }, { "lexicon.spam": 0.2 }, true],
    [{ fact: "text", operator: "matches-lexicon", value: "spam" }, { "lexicon.hate": 0.2 }, false],
    [{ fact: "account.verified", operator: "eq", value: true }, { "account.verified": true }, true],
  ])("%j over %j is %s", (given, values, expected) => {
    expect(holds(given, values as Record<string, FactValue>)).toBe(expected);
  });

  it("a missing fact makes any leaf false, and its negation true", () => {
    for (const operator of ["eq", "neq"]) {
      expect(holds({ fact: "language", operator, value: "en" }, {})).toBe(false);
      expect(holds({ not: { fact: "language", operator, value: "en" } }, {})).toBe(true);
    }
  });

  it("names of object properties are no facts", () => {
    for (const fact of ["constructor", "__proto__", "toString"]) {
      expect(holds({ fact, operator: "neq", value: "x" }, {})).toBe(false);
    }
  });
});

describe("schema", () => {
  it.each([
    [{ fact: "reach", operator: "gte", value: "5" }],
    [{ fact: "reach", operator: "contains", value: "5" }],
    [{ fact: "reach", operator: "eq", value: "5" }],
    [{ fact: "language", operator: "eq", value: 5 }],
    [{ fact: "language", operator: "in", value: ["en", 5] }],
    [{ fact: "signal.hate", operator: "gte", value: Number.NaN }],
    [{ fact: "kind", operator: "matches-lexicon", value: "spam" }],
    [{ fact: "language", operator: "gte", value: 5 }],
    [{ fact: "", operator: "eq", value: 1 }],
    [{ all: [], any: [] }],
    [{ all: {} }],
    [{ fact: "reach", operator: "matches", value: ".*" }],
    [null],
    ["reach > 5"],
  ])("refuses %j", (given) => {
    expect(conditionSchema.safeParse(given).success).toBe(false);
  });

  it("refuses hostile depth and size without exhausting the stack", () => {
    let deep: unknown = { all: [] };
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    expect(conditionSchema.safeParse(deep).success).toBe(false);
    expect(conditionSchema.safeParse({ all: Array(1_000_000).fill({ any: [] }) }).success).toBe(false);
  });

  it("takes what is just within the bounds", () => {
    let nested: unknown = { all: [] };
    for (let i = 1; i < MAX_CONDITION_DEPTH; i++) nested = { not: nested };
    expect(conditionSchema.safeParse(nested).success).toBe(true);
    expect(conditionSchema.safeParse({ not: nested }).success).toBe(false);
    expect(conditionSchema.safeParse({ all: Array(MAX_CONDITION_NODES - 1).fill({ any: [] }) }).success).toBe(
      true,
    );
  });
});

describe("facts", () => {
  it("of the platform come under their prefix and cannot shadow ours", () => {
    const item = anItem({
      accountFacts: { followers: 3, ageDays: 9999 },
      itemFacts: { reach: 1e9 },
      reach: 5,
    });
    const given = collectFacts(item, readSignals([]));
    expect(given.get("account.followers")).toBe(3);
    expect(given.get("account.ageDays")).toBe(400);
    expect(given.get("item.reach")).toBe(1e9);
    expect(given.get("reach")).toBe(5);
  });

  it("that are unknown are absent, and so are values that nothing can be compared with", () => {
    const item = anItem({
      language: null,
      accountAgeDays: null,
      accountFacts: { ageDays: 1, odd: null, bad: Number.NaN },
    });
    const given = collectFacts(item, readSignals([]));
    for (const name of ["language", "account.ageDays", "account.odd", "account.bad"]) {
      expect(given.has(name)).toBe(false);
    }
  });

  it("hold the highest model value and the lexicon apart", () => {
    const sets = [modelSet({ hate: 0.2 }), modelSet({ hate: 0.6 }, "image"), lexiconSet("hate", 0.9)];
    const given = collectFacts(anItem(), readSignals(sets));
    expect(given.get("signal.hate")).toBe(0.6);
    expect(given.get("lexicon.hate")).toBe(0.9);
    expect(given.get("signal.image.hate")).toBe(0.6);
    expect(given.get("signal.text-moderator.hate")).toBe(0.2);
  });
});
