import { z } from "zod";
import { measuresSchema } from "#lib/policy/schema.ts";

/** A decision in the making as the server keeps it: what the browser's draft says, bounded. */
export const keptDraftSchema = z
  .object({
    /** An action, escalate, or an answer to an appeal; what it means now is for the desk to say. */
    choice: z.string().max(40).nullable(),
    measures: measuresSchema,
    strike: z.boolean(),
    policyCode: z.string().max(100).nullable(),
    note: z.string().max(5000),
    privateNote: z.string().max(5000),
    reveals: z.number().int().min(0).max(1000),
  })
  .refine((draft) => JSON.stringify(draft).length <= MOST_CHARACTERS, { message: "too long" });
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** Two full notes, with room for their line breaks and quotation marks; the table refuses a little above it. */
const MOST_CHARACTERS = 30_000;

/** Null forgets it. */
export const keepDraftSchema = z.object({ draft: keptDraftSchema.nullable() });
