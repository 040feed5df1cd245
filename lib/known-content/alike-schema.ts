import { z } from "zod";
import { actionSchema, measuresSchema } from "#lib/policy/schema.ts";
import { OUTCOMES } from "./alike-outcome.ts";

/** The time over which outcomes are counted: "this month". */
export const ALIKE_DAYS = 30;

const alikeItemSchema = z.object({
  externalId: z.string(),
  accountExternalId: z.string().nullable(),
  kind: z.string(),
  language: z.string().nullable(),
  text: z.string(),
  receivedAt: z.string(),
  /** Its first kept picture. */
  pictureId: z.string().nullable(),
  caseNumber: z.number().int().nullable(),
  /** By what it is alike, and how much: 1 is equal. */
  near: z.object({ kind: z.enum(["text", "picture"]), similarity: z.number() }),
  outcome: z.enum(OUTCOMES),
  decision: z
    .object({
      action: actionSchema,
      hours: z.number().int().nullable(),
      measures: measuresSchema,
      policyCode: z.string().nullable(),
      createdAt: z.string(),
    })
    .nullable(),
});
export type AlikeItem = z.infer<typeof alikeItemSchema>;

/** What is alike to the item of a case. */
export const alikeViewSchema = z.object({
  own: z.object({ text: z.string(), language: z.string().nullable() }),
  /** Of those of the last month. */
  outcomes: z.array(z.object({ outcome: z.enum(OUTCOMES), count: z.number().int() })),
  total: z.number().int(),
  /** Alike, and older than that. */
  earlier: z.number().int(),
  /** There are so many that only a part was looked at. */
  atLeast: z.boolean(),
  /** The nearest, one by one. */
  items: z.array(alikeItemSchema),
});
export type AlikeView = z.infer<typeof alikeViewSchema>;
