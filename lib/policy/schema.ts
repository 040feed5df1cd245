import { z } from "zod";
import { ACTIONS } from "./actions.ts";
import { MOST_HOURS } from "./measures.ts";

export { ACTIONS, type Action } from "./actions.ts";

export const actionSchema = z.enum(ACTIONS);

const hoursSchema = z.number().int().min(1).max(MOST_HOURS).nullable();

/** What accompanies a decision's action; see measures.ts for what may stand together. */
export const measureSchema = z.object({ action: actionSchema.exclude(["allow"]), hours: hoursSchema });
export const measuresSchema = z.array(measureSchema).max(ACTIONS.length - 2);

/**
 * Probabilities in [0, 1]. At or above `automatic` the policy acts with no person (null: never);
 * at or above `review` a person looks; below, the policy has nothing to say.
 */
const pairSchema = z.object({
  automatic: z.number().min(0).max(1).nullable(),
  review: z.number().min(0).max(1),
});
const inOrder = (pair: z.infer<typeof pairSchema>) =>
  pair.automatic === null || pair.automatic >= pair.review;
const NOT_IN_ORDER = { message: "automatic must not be below review", path: ["automatic"] };

/** A language as platforms and detectors name it: `fa`, `pt-BR`. */
export const languageTagSchema = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "a language tag, such as fa");

export const thresholdsSchema = pairSchema
  .extend({
    /** Languages (BCP 47, without region) in which the automatic threshold was measured; elsewhere a person looks. */
    automaticLanguages: z.array(z.string()).optional(),
    /** Language → the pair that counts there in place of the default. */
    languages: z.record(languageTagSchema, pairSchema.refine(inOrder, NOT_IN_ORDER)).optional(),
  })
  .refine(inOrder, NOT_IN_ORDER);
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
  z.object({
    kind: z.literal("rule"),
    name: z.string(),
    /** Absent in cases from before rules had versions. */
    ruleId: z.string().optional(),
    version: z.number().int().optional(),
  }),
  z.object({ kind: z.literal("tag"), tag: z.string() }),
  z.object({ kind: z.literal("reports"), count: z.number().int(), reliability: z.number() }),
  z.object({ kind: z.literal("reach"), viewsPerHour: z.number() }),
  z.object({ kind: z.literal("unscored"), error: z.string() }),
  z.object({ kind: z.literal("escalated"), by: z.string(), note: z.string() }),
  z.object({ kind: z.literal("emergency"), by: z.string(), note: z.string() }),
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
