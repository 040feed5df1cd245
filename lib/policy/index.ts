export { type Condition, conditionSchema, evaluateCondition, type Leaf } from "./condition.ts";
export { InvalidRoutingInputError, InvalidSignalError } from "./errors.ts";
export {
  collectFacts,
  FACT_PREFIXES,
  FACT_TYPES,
  type Facts,
  type FactValue,
  factType,
  type ItemFacts,
} from "./facts.ts";
export { listPolicies, type PolicyDetail } from "./list-policies.ts";
export { currentPolicies, policiesInForce, retiredPolicyOfCase, rulesInForce } from "./load-in-force.ts";
export { UNSCORED_QUEUE } from "./queue-slugs.ts";
export { type Routing, type RoutingInput, routeItem } from "./route-item.ts";
export {
  type RuleAction,
  type RuleContent,
  type RuleInForce,
  ruleActionSchema,
  ruleContentSchema,
} from "./rule.ts";
export { recordHits, tagItems } from "./rule-hits.ts";
export * from "./schema.ts";
export { LEXICON_SOURCE } from "./signal-values.ts";
export { thresholdsFor } from "./thresholds.ts";
