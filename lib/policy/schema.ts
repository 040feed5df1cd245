import { z } from "zod";
import { ACTIONS } from "./actions.ts";

export { ACTIONS, type Action } from "./actions.ts";

export const actionSchema = z.enum(ACTIONS);

/**
 * Probabilities in [0, 1]. At or above `automatic` the policy acts with no person (null: never);
 * at or above `review` a person looks; below, the policy has nothing to say.
 */
export const thresholdsSchema = z
  .object({
    automatic: z.number().min(0).max(1).nullable(),
    review: z.number().min(0).max(1),
    /** Languages (BCP 47, without region) in which the automatic threshold was measured; elsewhere a person looks. */
    automaticLanguages: z.array(z.string()).optional(),
  })
  .refine((t) => t.automatic === null || t.automatic >= t.review, "automatic must not be below review");
export type Thresholds = z.infer<typeof thresholdsSchema>;

export const examplesSchema = z.object({
  allowed: z.array(z.string()),
  notAllowed: z.array(z.string()),
});

export const translationsSchema = z.record(z.string(), z.object({ title: z.string(), text: z.string() }));

/** One published version of a policy, as routing needs it. */
export const policyInForceSchema = z.object({
  policyVersionId: z.string(),
  code: z.string(),
  version: z.number().int(),
  title: z.string(),
  text: z.string(),
  severity: z.number().int().min(1).max(5),
  /** The signal name this policy listens to, e.g. "hate". */
  signal: z.string(),
  queueSlug: z.string(),
  thresholds: thresholdsSchema,
  automaticAction: actionSchema.nullable(),
  allowedActions: z.array(actionSchema),
  examples: examplesSchema,
  translations: translationsSchema,
});
export type PolicyInForce = z.infer<typeof policyInForceSchema>;

/** Why a case exists, in parts that a page can put into words in any language. */
export const reasonSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("signal"),
    signal: z.string(),
    value: z.number(),
    threshold: z.number(),
    policyCode: z.string(),
    source: z.string(),
    version: z.string(),
  }),
  z.object({ kind: z.literal("lexicon"), label: z.string(), terms: z.array(z.string()) }),
  z.object({ kind: z.literal("rule"), name: z.string() }),
  z.object({ kind: z.literal("reports"), count: z.number().int(), reliability: z.number() }),
  z.object({ kind: z.literal("reach"), viewsPerHour: z.number() }),
  z.object({ kind: z.literal("unscored"), error: z.string() }),
  z.object({ kind: z.literal("escalated"), by: z.string(), note: z.string() }),
  z.object({ kind: z.literal("reopened"), decisionId: z.string() }),
  z.object({ kind: z.literal("appeal"), decisionId: z.string(), action: actionSchema }),
]);
export type Reason = z.infer<typeof reasonSchema>;

/** Signals of one source at one version, as routing and the desk see them. */
export const signalSetSchema = z.object({
  source: z.string(),
  version: z.string(),
  provider: z.string().nullable(),
  latencyMs: z.number().nullable(),
  values: z.record(z.string(), z.number()),
  detail: z.record(z.string(), z.unknown()),
});
export type SignalSetValues = z.infer<typeof signalSetSchema>;
