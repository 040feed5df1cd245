import { z } from "zod";

/** Words that somebody typed: what PostgreSQL cannot store is left out, ends are trimmed, something must be left. */
export const wordsSchema = (most: number) =>
  z
    .string()
    .transform((text) => text.replaceAll("\0", "").toWellFormed().trim())
    .pipe(z.string().min(1).max(most));
