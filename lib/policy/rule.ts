import { z } from "zod";
import { conditionSchema } from "./condition.ts";
import { actionSchema } from "./schema.ts";

const queueSlug = z.string().min(1, "choose a queue").max(100);
const severity = z.number().int().min(1).max(5);
const policyCode = z.string().min(1, "choose a policy").max(50);

/** One thing that a rule does with an item on which it hits. */
export const ruleActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    /** Opens a case. */
    kind: z.literal("review"),
    queueSlug,
    /** Without it the severity of the named policy, else RULE_SEVERITY. */
    severity: severity.optional(),
    /** The policy the reviewer should read first. Ignored when no such policy is in force. */
    policyCode: policyCode.optional(),
  }),
  /** A person must look even if a policy would act by itself. */
  z.strictObject({ kind: z.literal("hold-automatic") }),
  z.strictObject({
    kind: z.literal("tag"),
    tag: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u, "letters, digits, spaces, - and _")
      .max(50),
  }),
  /** The severity of the case, whoever opens it; of several the highest counts. */
  z.strictObject({ kind: z.literal("priority"), severity }),
  z.strictObject({
    /** Opens a case for a share of the items, always the same ones. */
    kind: z.literal("sample"),
    queueSlug,
    rate: z.number().gt(0, "more than 0").max(1),
  }),
  /** Takes the action with no person, under the conditions that hold for policies too (see routeItem). */
  z.strictObject({
    kind: z.literal("act"),
    policyCode,
    action: actionSchema.exclude(["allow"]),
  }),
  z.strictObject({
    /** The chance that a decision on the item is looked at by a second person, who does not see it. */
    kind: z.literal("second-look"),
    rate: z.number().gt(0, "more than 0").max(1),
  }),
]);
export type RuleAction = z.infer<typeof ruleActionSchema>;
export const RULE_ACTION_KINDS = [
  "review",
  "hold-automatic",
  "tag",
  "priority",
  "sample",
  "act",
  "second-look",
] as const;

/** More would no longer be one rule. */
const MOST_ACTIONS = 8;

/** What a version of a rule says. */
export const ruleContentSchema = z.strictObject({
  name: z.string().trim().min(1, "give it a name").max(200),
  condition: conditionSchema,
  actions: z.array(ruleActionSchema).min(1, "say what follows").max(MOST_ACTIONS),
  /** Whether later rules are left out where this one hits. */
  stop: z.boolean(),
});
export type RuleContent = z.infer<typeof ruleContentSchema>;

/** One version of a rule, as routing asks it. */
export const ruleInForceSchema = z.object({
  ...ruleContentSchema.shape,
  id: z.string(),
  version: z.number().int(),
  position: z.number().int(),
  /** Its hits are kept, and nothing follows from them. */
  shadow: z.boolean(),
});
export type RuleInForce = z.infer<typeof ruleInForceSchema>;
