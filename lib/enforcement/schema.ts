import { z } from "zod";
import { ACTIONS } from "#lib/policy/actions.ts";
import { statementSchema } from "#lib/statements/schema.ts";

/** How an appeal ended, with the reason its author is to read. */
export const appealOutcomeSchema = z.object({
  id: z.string(),
  outcome: z.enum(["upheld", "overturned"]),
  reason: z.string().describe("For the author, in the words of the person who resolved the appeal"),
  language: z.string().describe("The language the author wrote in"),
});
export type AppealOutcome = z.infer<typeof appealOutcomeSchema>;

const untilSchema = z
  .string()
  .nullable()
  .describe("When it ends, for the platform to lift it; null: for good");

/** What goes with a decision's action, in the public API. */
export const publicMeasureSchema = z
  .object({ action: z.enum(ACTIONS).exclude(["allow"]), until: untilSchema })
  .meta({ id: "Measure" });

/** A strike that a decision gave the author, in the public API. */
export const publicStrikeSchema = z
  .object({
    policy: z.string().describe("The code of the policy it counts under"),
    expiresAt: z.string().describe("From then on it counts no more"),
  })
  .meta({ id: "Strike" });

/** What the platform is told, the `data` of a webhook (Standard Webhooks). */
export const enforcementPayloadSchema = z
  .object({
    type: z.enum(["decision.made", "decision.reversed", "appeal.upheld"]),
    timestamp: z.string(),
    data: z.object({
      decision: z.object({
        id: z.string(),
        action: z.string().describe("The strongest of what it does; `measures` holds the rest"),
        until: untilSchema,
        measures: z.array(publicMeasureSchema).describe("What goes with the action, to be done as well"),
        strike: publicStrikeSchema.nullable().describe("A strike it gives the author"),
        source: z.enum(["person", "automation"]),
        rationale: z.string().describe("In the reviewer's words, for the author"),
        reverses: z.string().nullable().describe("The decision that this one takes back"),
        takesBack: z
          .array(z.enum(ACTIONS))
          .optional()
          .describe("With `decision.reversed`: all that the decision did, to be undone; its strike is gone"),
      }),
      item: z.object({
        id: z.string(),
        externalId: z.string(),
        revision: z.number().int(),
        state: z.string(),
      }),
      policy: z.object({ code: z.string(), version: z.number().int(), title: z.string() }).nullable(),
      statement: statementSchema
        .optional()
        .describe("With a restricting decision: what its author is to be told (Art. 17 DSA)"),
      appealUrl: z
        .string()
        .optional()
        .describe("With a restricting decision: where its author can contest it; for the author alone"),
      appeal: appealOutcomeSchema
        .optional()
        .describe("With `appeal.upheld`, and with the reversal that an appeal brought"),
    }),
  })
  .meta({ id: "Webhook" });
export type EnforcementPayload = z.infer<typeof enforcementPayloadSchema>;
