import { z } from "zod";
import { reasonSchema } from "#lib/policy/schema.ts";
import { queueOrderSchema } from "./order.ts";
import { priorityPartsSchema } from "./schema.ts";
import { gapSchema } from "./skills.ts";

const isoDate = z.string();
const localised = z.object({ en: z.string(), fa: z.string() });

/** Who works on cases of a queue at this moment: how many people, and the first of their names; never who does how much. */
const reviewingSchema = z.object({ count: z.number().int(), names: z.array(z.string()) });
export type Reviewing = z.infer<typeof reviewingSchema>;

export const queueSummarySchema = z.object({
  slug: z.string(),
  name: localised,
  purpose: z.string(),
  openCases: z.number().int(),
  claimedCases: z.number().int(),
  overdueCases: z.number().int(),
  /** In the last share of their time, and not late yet. */
  dueSoonCases: z.number().int(),
  /** Cases whose due time passed undecided, in the last seven days. */
  breachesLastWeek: z.number().int(),
  oldestDueAt: isoDate.nullable(),
  slaMinutes: z.number().int(),
  /** How long before its due time a case is due soon. */
  warningSeconds: z.number(),
  order: queueOrderSchema,
  /** Open cases that nobody at work is given, by what is lacking. */
  gaps: z.array(gapSchema),
  reviewing: reviewingSchema,
});
export type QueueSummary = z.infer<typeof queueSummarySchema>;

export const caseRowSchema = z.object({
  number: z.number().int(),
  severity: z.number().int(),
  policyCode: z.string().nullable(),
  excerpt: z.string(),
  language: z.string().nullable(),
  kind: z.string(),
  reasons: z.array(reasonSchema),
  priority: z.number(),
  priorityParts: priorityPartsSchema,
  /** Views per hour. */
  reach: z.number(),
  dueAt: isoDate,
  createdAt: isoDate,
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  claimExpiresAt: isoDate.nullable(),
  /** What it waits for while its holder has it on hold; null while they work on it. */
  holdReason: z.string().nullable(),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

export const casePageSchema = z.object({ cases: z.array(caseRowSchema), nextCursor: z.string().nullable() });
export type CasePage = z.infer<typeof casePageSchema>;
