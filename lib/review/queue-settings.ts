import { z } from "zod";
import { QUEUE_ORDERS } from "./order.ts";

/** What cases a queue may be for; the sample and what else the house makes itself are not made by hand. */
export const QUEUE_PURPOSES = [
  "triage",
  "escalation",
  "appeals",
  "quality",
  "prevalence",
  "accounts",
] as const;

/** Four weeks. */
const MOST_SLA_MINUTES = 40_320;

const nameSchema = z.string().trim().min(1).max(60);

export const queueSettingsSchema = z.object({
  name: z.object({ en: nameSchema, fa: nameSchema }),
  /** Minutes from the opening of a case to its due time. */
  slaMinutes: z.number().int().min(1).max(MOST_SLA_MINUTES),
  /** The share of that time, at its end, in which a case is due soon. */
  warningShare: z.number().min(0).max(1),
  order: z.enum(QUEUE_ORDERS),
  /** Lower stands higher in the rail. */
  position: z.number().int().min(0).max(10_000),
});
export type QueueSettings = z.infer<typeof queueSettingsSchema>;

export const createQueueSchema = queueSettingsSchema.extend({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "small letters, digits and single hyphens")
    .max(60),
  purpose: z.enum(QUEUE_PURPOSES),
});

/** A change names the revision it saw. */
export const updateQueueSchema = queueSettingsSchema.extend({ revision: z.number().int().min(1) });
export const retireQueueSchema = z.object({ revision: z.number().int().min(1), retired: z.boolean() });

/** A queue as its settings page shows it. */
export type QueueSettingsView = z.infer<typeof createQueueSchema> & {
  revision: number;
  retiredAt: string | null;
  openCases: number;
};
