import { z } from "zod";

const chordSchema = z.object({
  /** KeyboardEvent.code: a place on the keyboard, whatever the layout types there. */
  code: z.string().regex(/^[A-Z][A-Za-z0-9]{0,30}$/),
  command: z.boolean().optional(),
  shift: z.boolean().optional(),
});

/** One person's own keys: "scope.command" → chord. What is not there has its default. */
export const keyOverridesSchema = z
  .record(z.string().regex(/^\w{1,30}\.\w{1,40}$/), chordSchema)
  .refine((overrides) => Object.keys(overrides).length <= 300, { message: "too many" });
export type KeyOverrides = z.infer<typeof keyOverridesSchema>;

export const saveKeysSchema = z.object({
  /** As last seen; 0 where nothing was ever saved. */
  revision: z.number().int().min(0),
  overrides: keyOverridesSchema,
});

export type MyKeys = { overrides: KeyOverrides; revision: number };
