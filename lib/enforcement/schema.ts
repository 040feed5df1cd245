import { z } from "zod";

/** What the platform is told, the `data` of a webhook (Standard Webhooks). */
export const enforcementPayloadSchema = z
  .object({
    type: z.enum(["decision.made", "decision.reversed"]),
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
    }),
  })
  .meta({ id: "Webhook" });
export type EnforcementPayload = z.infer<typeof enforcementPayloadSchema>;
