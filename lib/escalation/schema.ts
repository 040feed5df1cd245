import { z } from "zod";

const localised = (most: number) =>
  z.object({ en: z.string().trim().min(1).max(most), fa: z.string().trim().min(1).max(most) });

/** Four weeks. */
const MOST_MINUTES = 40_320;
const MOST_ITEMS = 20;

export const checklistItemSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  text: localised(300),
  /** The case cannot be decided before this is done. */
  required: z.boolean(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const settingsSchema = z.object({
  /** After so many minutes without a sign of life somebody counts as away; 0: nobody does. */
  awayMinutes: z.number().int().min(0).max(1_440),
  checklist: z
    .array(checklistItemSchema)
    .max(MOST_ITEMS)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, "ids differ"),
});
export type EscalationSettings = z.infer<typeof settingsSchema>;

/** A change names the revision it saw; 0 where nothing was changed yet. */
const revision = z.number().int().min(0);
export const saveSettingsSchema = settingsSchema.extend({ revision });

export const savePathSchema = z.object({
  revision,
  /** Slug; null: the policy follows the default. */
  queue: z.string().min(1).max(60).nullable(),
  dueMinutes: z.number().int().min(1).max(MOST_MINUTES),
});

/** `default`, `emergency` or a policy's, as an address has it. */
export const pathIdSchema = z.string().regex(/^(default|emergency|policy:.{1,100})$/);

export const markEmergencySchema = z.object({
  version: z.number().int().min(1),
  note: z.string().trim().min(1).max(2000),
});
export const callOffSchema = z.object({
  version: z.number().int().min(1),
  reason: z.string().trim().min(1).max(2000),
});
export const tickSchema = z.object({
  item: z.string().min(1).max(40),
  done: z.boolean(),
  /** A reference number, a name, what was said. */
  note: z.string().trim().max(500).default(""),
});
