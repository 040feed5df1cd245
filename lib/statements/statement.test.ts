import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildStatement, type StatementFacts } from "./build-statement.ts";
import { type Statement, statementSchema } from "./schema.ts";

function someFacts(over: Partial<StatementFacts> = {}): StatementFacts {
  return {
    decisionId: "0195a1f2-08d4-7b51-8f0e-3c5d7a9b1e22",
    measures: [{ action: "remove", hours: null }],
    strike: null,
    rationale: "",
    source: "automation",
    decidedAt: new Date("2026-11-20T10:00:00Z"),
    models: ["text-moderator/1"],
    policy: {
      code: "S-1",
      version: 2,
      title: "Spam and scams",
      text: "No spam.",
      legalGround: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
      dsaCategory: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    },
    item: {
      kind: "post",
      text: "buy",
      language: "fa-IR",
      postedAt: new Date("2026-11-19T23:00:00Z"),
      receivedAt: new Date("2026-11-20T09:00:00Z"),
      mediaTypes: [],
    },
    detectedAutomatically: true,
    reportCount: 0,
    reportedFirst: false,
    ...over,
  };
}
const withPolicy = (over: Partial<StatementFacts["policy"]>) =>
  someFacts({ policy: { ...someFacts().policy, ...over } });
const withItem = (over: Partial<StatementFacts["item"]>) =>
  someFacts({ item: { ...someFacts().item, ...over } });

describe("a restricting decision yields a statement of reasons", () => {
  it.each([
    ["remove", { decision_visibility: ["DECISION_VISIBILITY_CONTENT_REMOVED"] }],
    ["limit_reach", { decision_visibility: ["DECISION_VISIBILITY_CONTENT_DEMOTED"] }],
    [
      "warn",
      { decision_visibility: ["DECISION_VISIBILITY_OTHER"], decision_visibility_other: expect.any(String) },
    ],
    ["suspend_account", { decision_account: "DECISION_ACCOUNT_SUSPENDED" }],
  ] as const)("%s names its restriction", (action, restriction) => {
    expect(buildStatement(someFacts({ measures: [{ action, hours: null }] }))).toMatchObject(restriction);
  });

  it.each<[string, StatementFacts, Partial<Statement>]>([
    [
      "automation",
      someFacts(),
      { automated_decision: "AUTOMATED_DECISION_FULLY", automated_detection: "Yes" },
    ],
    [
      "a person after a report",
      someFacts({ source: "person", detectedAutomatically: false, reportCount: 2, reportedFirst: true }),
      {
        automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
        automated_detection: "No",
        source_type: "SOURCE_TYPE_OTHER_NOTIFICATION",
      },
    ],
    [
      "the law as ground",
      withPolicy({ legalGround: "DECISION_GROUND_ILLEGAL_CONTENT", title: "§ 130 StGB" }),
      { illegal_content_legal_ground: "S-1: § 130 StGB", illegal_content_explanation: "No spam." },
    ],
    [
      "an unknown category",
      withPolicy({ dsaCategory: "X" }),
      { category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC" },
    ],
    ["a language with a region", someFacts(), { content_language: "FA" }],
    [
      "pictures and text",
      withItem({ mediaTypes: ["image/png", null, "video/mp4"] }),
      {
        content_type: ["CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE", "CONTENT_TYPE_OTHER", "CONTENT_TYPE_VIDEO"],
        content_type_other: "post",
      },
    ],
    ["a post of 1970", withItem({ postedAt: new Date(0) }), { content_date: "2026-11-20" }],
    ["a post of tomorrow", withItem({ postedAt: new Date("2027-01-01") }), { content_date: "2026-11-20" }],
  ])("of %s", (_name, facts, expected) => {
    expect(buildStatement(facts)).toMatchObject(expected);
  });

  it("of several measures names each, with its end where it has one", () => {
    const statement = buildStatement(
      someFacts({
        measures: [
          { action: "warn", hours: null },
          { action: "limit_reach", hours: 24 },
          { action: "suspend_account", hours: 168 },
        ],
        strike: { policyCode: "S-1", expiresAt: new Date("2027-02-18T10:00:00Z") },
        rationale: "Every post sells the same watch.",
      }),
    );
    expect(statement).toMatchObject({
      decision_visibility: ["DECISION_VISIBILITY_CONTENT_DEMOTED", "DECISION_VISIBILITY_OTHER"],
      decision_visibility_other: "A warning to the author.",
      end_date_visibility_restriction: "2026-11-21",
      decision_account: "DECISION_ACCOUNT_SUSPENDED",
      end_date_account_restriction: "2026-11-27",
    });
    expect(statement.decision_facts).toContain("a strike under S-1 until 2027-02-18");
    expect(statement.decision_facts).toContain("Every post sells the same watch.");
  });

  it("keeps every rule of the database, whatever a policy says and a platform sends", () => {
    const date = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
    const text = fc.string({ unit: "binary", maxLength: 6000 });
    const facts: fc.Arbitrary<StatementFacts> = fc.record({
      decisionId: fc.uuid(),
      measures: fc
        .subarray(["suspend_account", "remove", "limit_reach", "warn"] as const, { minLength: 1 })
        .map((actions) => actions.map((action) => ({ action, hours: null }))),
      strike: fc.option(
        fc.record({
          policyCode: text,
          expiresAt: fc.date({
            min: new Date("2020-01-01"),
            max: new Date("2100-01-01"),
            noInvalidDate: true,
          }),
        }),
      ),
      rationale: text,
      source: fc.constantFrom("person", "automation"),
      decidedAt: fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      models: fc.array(text, { maxLength: 3 }),
      policy: fc.record({
        code: text,
        version: fc.nat(),
        title: text,
        text,
        legalGround: fc.option(fc.constantFrom("DECISION_GROUND_ILLEGAL_CONTENT", "?")),
        dsaCategory: fc.option(text),
      }),
      item: fc.record({
        kind: fc.constantFrom("post", "comment", "image", "video", "profile"),
        text,
        language: fc.option(text),
        postedAt: fc.option(date),
        receivedAt: date,
        mediaTypes: fc.array(fc.option(text), { maxLength: 4 }),
      }),
      detectedAutomatically: fc.boolean(),
      reportCount: fc.nat(),
      reportedFirst: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const statement = buildStatement(given);
        expect(statementSchema.safeParse(statement).error).toBeUndefined();
        expect(statement.puid).toBe(given.decisionId);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a statement is refused", () => {
  const whole = buildStatement(someFacts());
  it.each<[string, Partial<Record<keyof Statement, unknown>>, string]>([
    ["without any restriction", { decision_visibility: undefined }, "decision_visibility"],
    ["without a ground", { incompatible_content_ground: undefined }, "incompatible_content_ground"],
    [
      "without an explanation",
      { incompatible_content_explanation: undefined },
      "incompatible_content_explanation",
    ],
    ["with both grounds", { illegal_content_legal_ground: "x" }, "illegal_content_legal_ground"],
    ["with a ground of 501", { incompatible_content_ground: "x".repeat(501) }, "incompatible_content_ground"],
    [
      "with an explanation of 2001",
      { incompatible_content_explanation: "x".repeat(2001) },
      "incompatible_content_explanation",
    ],
    ["with facts of 5001", { decision_facts: "x".repeat(5001) }, "decision_facts"],
    ["without content type", { content_type: [] }, "content_type"],
    ["with an unknown category", { category: "STATEMENT_CATEGORY_X" }, "category"],
    ["with a puid of other letters", { puid: "a b" }, "puid"],
    ["with a puid of 501", { puid: "a".repeat(501) }, "puid"],
    ["when posted after it applied", { content_date: "2026-12-01" }, "content_date"],
    ["when posted before 2000", { content_date: "1999-12-31" }, "content_date"],
    [
      "when another visibility is not named",
      { decision_visibility: ["DECISION_VISIBILITY_OTHER"] },
      "decision_visibility_other",
    ],
  ])("%s", (_name, change, field) => {
    const { error } = statementSchema.safeParse({ ...whole, ...change });
    expect(error?.issues.map((issue) => issue.path[0])).toContain(field);
  });
});
