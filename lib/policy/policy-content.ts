import { z } from "zod";
import { DSA_CATEGORIES, DSA_LEGAL_GROUNDS } from "./dsa.ts";
import { actionSchema, languageTagSchema, thresholdsSchema } from "./schema.ts";

/** Far above any policy that a reviewer could keep in mind. */
const TEXT_MAX = 20_000;
const examples = z.array(z.string().trim().min(1, "write it, or take it out").max(1000)).max(30);

/** What a policy is called everywhere, for ever: `H-2`. */
export const policyCodeSchema = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9]{0,5}-[0-9]{1,3}$/, "capital letters, a hyphen and a number, such as H-2");

/** All that a version of a policy says: one definition for the editor, the route and the stored draft. */
export const policyContentSchema = z
  .strictObject({
    title: z.string().trim().min(1, "give it a title").max(200),
    text: z.string().trim().min(1, "write what it forbids and what it allows").max(TEXT_MAX),
    severity: z.number().int().min(1).max(5),
    signal: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,49}(\/[a-z0-9-]{1,50})?$/, "the name of a signal, such as hate or hate/edos"),
    queueSlug: z.string().min(1, "choose a queue").max(100),
    thresholds: thresholdsSchema,
    automaticAction: actionSchema.exclude(["allow"]).nullable(),
    allowedActions: z.array(actionSchema).min(1, "choose at least one"),
    /** Whether its cases may not be decided many at once; null leaves it to their severity. */
    oneByOne: z.boolean().nullable().default(null),
    examples: z.strictObject({ allowed: examples, notAllowed: examples }),
    legalGround: z.enum(DSA_LEGAL_GROUNDS).nullable(),
    dsaCategory: z.enum(DSA_CATEGORIES).nullable(),
    translations: z.record(
      languageTagSchema,
      z.strictObject({
        title: z.string().trim().min(1, "translate it, or take the language out").max(200),
        text: z.string().trim().min(1, "translate it, or take the language out").max(TEXT_MAX),
      }),
    ),
  })
  .superRefine(({ automaticAction, allowedActions, thresholds }, check) => {
    const pairs = [thresholds, ...Object.values(thresholds.languages ?? {})];
    if (automaticAction === null && pairs.some(({ automatic }) => automatic !== null))
      check.addIssue({
        code: "custom",
        path: ["automaticAction"],
        message: "say what happens from the automatic threshold on",
      });
    if (automaticAction !== null && !allowedActions.includes(automaticAction))
      check.addIssue({
        code: "custom",
        path: ["automaticAction"],
        message: "must be among the allowed actions",
      });
  });
export type PolicyContent = z.infer<typeof policyContentSchema>;

const note = z.string().trim().max(2000);

/** A save names the revision that was on the editor's screen. */
export const saveDraftSchema = z.strictObject({
  revision: z.number().int(),
  note,
  content: policyContentSchema,
});
export const createPolicySchema = z.strictObject({
  code: policyCodeSchema,
  note,
  content: policyContentSchema,
});
export const moveDraftSchema = z.strictObject({
  revision: z.number().int(),
  to: z.enum(["in_review", "draft", "discarded"]),
  note: note.default(""),
});
export const publishPolicySchema = z.strictObject({ revision: z.number().int() });
export const retirePolicySchema = z.strictObject({
  retired: z.boolean(),
  reason: note.min(1, "say why"),
});
