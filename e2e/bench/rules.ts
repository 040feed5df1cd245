// `npm run bench:rules`: how many rules one core evaluates in a second, on items and rules as an installation has them.
import { mkdirSync, writeFileSync } from "node:fs";
import { collectFacts, evaluateCondition, type RuleInForce, routeItem } from "#lib/policy/index.ts";
import { anItem, lexiconSet, modelSet } from "#lib/policy/routing.builders.ts";
import { SEED_RULES } from "#lib/policy/seed-rules.ts";
import { readSignals } from "#lib/policy/signal-values.ts";

const TARGET_PER_SECOND = 50_000;
const SECONDS = 3;
const ITEMS = 500;

/** A rule as deep as people still write: 3 levels, 12 comparisons. */
const NESTED: RuleInForce["condition"] = {
  all: [
    {
      any: [
        {
          all: [
            { fact: "language", operator: "in", value: ["fa", "fa-IR", "ar"] },
            { fact: "lexicon.harassment", operator: "gte", value: 0.6 },
            { fact: "account.ageDays", operator: "lt", value: 30 },
          ],
        },
        {
          all: [
            { fact: "signal.toxic", operator: "gte", value: 0.4 },
            { fact: "signal.text-moderator.hate", operator: "gte", value: 0.2 },
            { fact: "account.followers", operator: "lt", value: 50 },
          ],
        },
        { fact: "text", operator: "contains", value: "free money" },
      ],
    },
    {
      none: [
        { fact: "surface", operator: "eq", value: "staff" },
        { fact: "account.verified", operator: "eq", value: true },
        { fact: "reach", operator: "gt", value: 100_000 },
      ],
    },
    { fact: "kind", operator: "not-in", value: ["image", "video"] },
    { fact: "reports", operator: "gte", value: 0 },
  ],
};

const labels = ["toxic", "hate", "harassment", "sexual", "violence", "spam", "profanity"];
const items = Array.from({ length: ITEMS }, (_, n) => {
  const share = (n * 0.618) % 1;
  return {
    item: anItem({
      language: n % 3 ? "en" : "fa",
      text: `A post of middling length, number ${n}, that says nothing of interest to anyone. `.repeat(3),
      reach: n * 37,
      accountAgeDays: n % 400,
      accountFacts: { followers: n % 300, verified: n % 11 === 0, posts: n },
      reportCount: n % 20 === 0 ? 1 : 0,
    }),
    signals: [
      modelSet(Object.fromEntries(labels.map((label, i) => [label, (share + i / 7) % 1]))),
      ...(n % 4 ? [] : [lexiconSet("harassment", 0.7)]),
    ],
  };
});
const rules: RuleInForce[] = [
  ...SEED_RULES,
  { ...SEED_RULES[0], name: "nested", condition: NESTED, actions: [], stop: false },
].map(({ name = "", condition = NESTED, actions = [], stop = false }, position) => ({
  id: String(position),
  version: 1,
  shadow: false,
  name,
  condition,
  actions,
  stop,
  position,
}));

/** Runs `work` for SECONDS and returns how many units it did in one second. */
function perSecond(work: () => number): number {
  for (let i = 0; i < 20; i++) work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < SECONDS * 1000) done += work();
  return Math.round(done / ((performance.now() - start) / 1000));
}

const facts = items.map(({ item, signals }) => collectFacts(item, readSignals(signals)));
let held = 0;
const evaluate = (conditions: RuleInForce["condition"][]) => () => {
  for (const known of facts)
    for (const condition of conditions) if (evaluateCondition(condition, known)) held += 1;
  return facts.length * conditions.length;
};
const results = {
  evaluations_per_s: perSecond(evaluate(rules.map(({ condition }) => condition))),
  nested_evaluations_per_s: perSecond(evaluate([NESTED])),
  /** Facts collected anew for each item, all rules asked, the outcome found: evaluations inside whole routing. */
  routed_evaluations_per_s: perSecond(() => {
    for (const { item, signals } of items) routeItem({ itemId: "x", item, signals, policies: [], rules });
    return items.length * rules.length;
  }),
  rules: rules.length,
  target_per_s: TARGET_PER_SECOND,
};
mkdirSync("bench-results", { recursive: true });
writeFileSync("bench-results/rules.json", `${JSON.stringify(results, null, 2)}\n`);
console.log(results, `${held} held`);
const slowest = Math.min(
  results.evaluations_per_s,
  results.nested_evaluations_per_s,
  results.routed_evaluations_per_s,
);
process.exit(slowest >= TARGET_PER_SECOND ? 0 : 1);
