import { z } from "zod";
import { versionedRequestSchema } from "#lib/review/schema.ts";

/** The limits of an appeal, in one place; the page and the API reference print them. */
export const APPEAL_LIMITS = { statementCharacters: 10_000, reasonCharacters: 5000 } as const;

/**
 * An author's words: line ends as one character, whatever the browser sent, and what no database text can hold
 * left out. An author is never refused for such a thing.
 */
export function tidyWords(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\0", "").toWellFormed().trim();
}

const wordsSchema = z
  .string()
  .transform(tidyWords)
  .pipe(z.string().min(1, "should say why").max(APPEAL_LIMITS.statementCharacters));

/** `POST /api/v1/appeals`: an appeal that the platform took from its author. */
export const appealInputSchema = z
  .object({
    decisionId: z.uuid().optional().describe("The contested decision, or"),
    appealToken: z
      .string()
      .max(200)
      .optional()
      .describe("the last part of its `appealUrl`; give one of the two"),
    statement: wordsSchema.describe("Why the author thinks the decision is wrong, in their own words"),
    language: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "should be a BCP 47 tag such as en or fa-IR")
      .default("en")
      .describe("The language to answer in"),
  })
  .refine((input) => (input.decisionId === undefined) !== (input.appealToken === undefined), {
    path: ["decisionId"],
    message: "give either decisionId or appealToken",
  })
  .meta({ id: "Appeal" });
export type AppealInput = z.output<typeof appealInputSchema>;

export const appealReceiptSchema = z
  .object({
    appealId: z.string(),
    decisionId: z.string(),
    state: z.enum(["open", "upheld", "overturned"]),
    filedAt: z.string(),
    answerBy: z.string().describe("When a person should have answered it"),
  })
  .meta({ id: "AppealReceipt" });
export type AppealReceipt = z.infer<typeof appealReceiptSchema>;

/** What a reviewer decides about an appeal. */
export const resolveRequestSchema = versionedRequestSchema.extend({
  outcome: z.enum(["upheld", "overturned"]),
  /** The author reads it. */
  reason: z.string().trim().min(1).max(APPEAL_LIMITS.reasonCharacters),
  /** How often hidden content was uncovered. */
  reveals: z.number().int().min(0).max(1000).default(0),
});
export type ResolveRequest = z.input<typeof resolveRequestSchema>;
