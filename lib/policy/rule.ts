import { z } from "zod";
import { conditionSchema } from "./condition.ts";

/**
 * What a rule does when its condition holds. Rules send work to people; none acts by itself.
 * `review` opens a case; `hold-automatic` only turns an automatic decision into a case.
 */
export const ruleEffectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("review"),
    queueSlug: z.string().min(1).max(100),
    /** 1-5; without it the severity of the named policy, else RULE_SEVERITY. */
    severity: z.number().int().min(1).max(5).optional(),
    /** The policy the reviewer should read first. Ignored when no such policy is in force. */
    policyCode: z.string().min(1).max(50).optional(),
    /** Whether a person must look even if a policy would act by itself. */
    holdsAutomatic: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("hold-automatic") }),
]);
export type RuleEffect = z.infer<typeof ruleEffectSchema>;

/** One rule, as routing and the editor need it; the columns of the rules table. */
export const ruleInForceSchema = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(200),
  position: z.number().int(),
  enabled: z.boolean(),
  condition: conditionSchema,
  effect: ruleEffectSchema,
});
export type RuleInForce = z.infer<typeof ruleInForceSchema>;
