export { checkRule, type RuleIssue, type RuleNames } from "./check-rule.ts";
export { type DryRun, dryRunRule } from "./dry-run.ts";
export { moveRule, orderRules, saveRule } from "./edit-rule.ts";
export { getRule, getRuleNames, listRules, type RuleDetail, type RuleRow } from "./list-rules.ts";
export * from "./schema.ts";
export { watchRates } from "./watch-rates.ts";
