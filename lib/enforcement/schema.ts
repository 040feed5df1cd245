import { z } from "zod";
import { statementSchema } from "#lib/statements/schema.ts";

/** How an appeal ended, with the reason its author is to read. */
export const appealOutcomeSchema = z.object({
  id: z.string(),
  outcome: z.enum(["upheld", "overturned"]),
  reason: z.string().describe("For the author, in the words of the person who resolved the appeal"),
  language: z.string().describe("The language the author wrote in"),
});
export type AppealOutcome = z.infer<typeof appealOutcomeSchema>;

/** What the platform is told, the `data` of a webhook (Standard Webhooks). */
export const enforcementPayloadSchema = z
  .object({
    type: z.enum(["decision.made", "decision.reversed", "appeal.upheld"]),
    timestamp: z.string(),
    data: z.object({
      decision: z.object({
        id: z.string(),
        action: z.string(),
        source: z.enum(["person", "automation"]),
        rationale: z.string(),
        reverses: z.string().nullable().describe("The decision that this one takes back"),
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
