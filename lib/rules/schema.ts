import { z } from "zod";
import { ruleContentSchema } from "#lib/policy/rule.ts";

const note = z.string().trim().max(2000).default("");

export const saveRuleSchema = z.strictObject({
  /** The revision that was on the screen; 0 for a rule that is new. */
  revision: z.number().int().min(0),
  note,
  content: ruleContentSchema,
});

export const moveRuleSchema = z.strictObject({
  revision: z.number().int(),
  to: z.enum(["live", "shadow", "off"]),
  /** Which version; rolling back is going live with an earlier one. Not read for `off`. */
  version: z.number().int().min(1),
  note,
});

export const orderRulesSchema = z.strictObject({
  /** The order that was on the screen. */
  seen: z.array(z.uuid()).max(1000),
  order: z.array(z.uuid()).max(1000),
});

/** How many of the newest items a dry run takes. */
export const DRY_RUN_SIZES = [1000, 5000, 20_000] as const;

export const dryRunSchema = z.strictObject({
  /** Null for a rule that is not saved yet. */
  ruleId: z.uuid().nullable(),
  content: ruleContentSchema,
  items: z.union(DRY_RUN_SIZES.map((size) => z.literal(size))),
});

export type RuleState = "draft" | "shadow" | "live" | "off";

/** Whether a rule's rate has changed, see lib/rules/rate-change.ts. */
export interface RateView {
  recent: { hits: number; items: number };
  before: { hits: number; items: number };
  p: number;
  alarm: boolean;
}
