export { type Condition, conditionSchema, evaluateCondition, type Leaf } from "./condition.ts";
export { InvalidRoutingInputError, InvalidSignalError } from "./errors.ts";
export { collectFacts, FACT_TYPES, type Facts, type FactValue, factType, type ItemFacts } from "./facts.ts";
export { listPolicies, type PolicyDetail } from "./list-policies.ts";
export { currentPolicies, policiesInForce, rulesInForce } from "./load-in-force.ts";
export { type Routing, type RoutingInput, routeItem, UNSCORED_QUEUE } from "./route-item.ts";
export { type RuleEffect, type RuleInForce, ruleEffectSchema, ruleInForceSchema } from "./rule.ts";
export * from "./schema.ts";
export { LEXICON_SOURCE } from "./signal-values.ts";
