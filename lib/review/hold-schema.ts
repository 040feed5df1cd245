import { z } from "zod";
import { revealsSchema } from "#lib/care/schema.ts";
import { wordsSchema } from "./words-schema.ts";

/** Shorter than this a claim lasts anyway; longer, the case is better handed over. */
const HOLD_MINUTES = { least: 5, most: 24 * 60 };

export const holdRequestSchema = z.object({
  version: z.number().int().min(1),
  /** What the case waits for, for colleagues. */
  reason: wordsSchema(300),
  /** From now on. */
  reveals: revealsSchema.default(0),
  minutes: z.number().int().min(HOLD_MINUTES.least).max(HOLD_MINUTES.most),
});
export type HoldRequest = z.input<typeof holdRequestSchema>;

/** Why a case rests in its holder's hands; it does until the claim runs out. */
export const holdSchema = z.object({ since: z.string(), reason: z.string() });

/** One of a person's own cases on hold. */
export const heldCaseSchema = z.object({
  number: z.number().int(),
  version: z.number().int(),
  queue: z.object({ slug: z.string(), name: z.object({ en: z.string(), fa: z.string() }) }),
  severity: z.number().int(),
  reason: z.string(),
  dueAt: z.string(),
  /** When it goes back to its queue. */
  until: z.string(),
  /** Answers to what its holder asked about it, not read yet. */
  newAnswers: z.number().int(),
});
export type HeldCaseRow = z.infer<typeof heldCaseSchema>;
