export { type Condition, conditionSchema, evaluateCondition, type Leaf } from "./condition.ts";
export { createPolicy, type DraftState, moveDraft, openDraft, saveDraft } from "./edit-policy.ts";
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
export { getPolicy, listPolicies, type PolicyDetail, type PolicyHistory } from "./list-policies.ts";
export { currentPolicies, policiesInForce, retiredPolicyOfCase, rulesInForce } from "./load-in-force.ts";
export { arrange, type Measure, type MeasureProblem, measureProblem, type Restriction } from "./measures.ts";
export {
  createPolicySchema,
  moveDraftSchema,
  type PolicyContent,
  policyContentSchema,
  publishPolicySchema,
  retirePolicySchema,
  saveDraftSchema,
} from "./policy-content.ts";
export { publishPolicy, retirePolicy } from "./publish-policy.ts";
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
export { FAILED_PROVIDER, REPLACES, REVIEW_ONLY } from "./signal-marks.ts";
export { LEXICON_SOURCE, voicesOf } from "./signal-values.ts";
export { impactRequestSchema, readThresholdImpact, type ThresholdImpact } from "./threshold-impact.ts";
export { thresholdsFor } from "./thresholds.ts";
