import { z } from "zod";
import { actionSchema } from "#lib/policy/schema.ts";

/** A chance in [0, 1]. */
const share = z.number().min(0).max(1);

/** More practice than this would slow the queue, and be noticed. */
export const MOST_GOLD = 0.2;

/** How much work is looked at twice, and how much practice is blended in. */
export const qualityValuesSchema = z.object({
  /** Each decision's chance of a second look where nothing more particular is said. */
  share,
  /** Queue slug → the share that counts there. */
  queues: z.record(z.string(), share),
  /** Policy code → the share for cases opened under it; it goes before the queue's. */
  policies: z.record(z.string(), share),
  /** Each claim's chance of bringing a practice case instead. */
  goldShare: z.number().min(0).max(MOST_GOLD),
});
export type QualityValues = z.infer<typeof qualityValuesSchema>;

export const saveSettingsSchema = z.object({
  /** The revision on the writer's screen. */
  revision: z.number().int().min(1),
  values: qualityValuesSchema,
});
export type SaveSettings = z.infer<typeof saveSettingsSchema>;

export interface QualitySettingsView {
  revision: number;
  values: QualityValues;
}

/** What somebody thinks should be done: an action, and the policy that a restricting one stands on. */
export interface Verdict {
  action: string;
  policyCode: string | null;
}

const verdictShape = {
  action: actionSchema,
  policyCode: z.string().max(50).nullable(),
};
const namesPolicy = (verdict: Verdict) => verdict.action === "allow" || verdict.policyCode !== null;
const POLICY_MISSING = {
  path: ["policyCode"],
  message: "A restricting answer names the policy it stands on.",
};

/** An answer to a second look, or to a disagreement. */
export const lookAnswerSchema = z
  .object({
    version: z.number().int().min(1),
    ...verdictShape,
    rationale: z.string().trim().max(5000).default(""),
    reveals: z.number().int().min(0).max(1000).default(0),
  })
  .refine(namesPolicy, POLICY_MISSING);
export type LookAnswer = z.infer<typeof lookAnswerSchema>;

export const lookStateSchema = z.enum(["open", "agreed", "disagreed", "settled", "overtaken", "cancelled"]);
export type LookStateName = z.infer<typeof lookStateSchema>;

/** Somebody's answer, with their name. */
export interface NamedVerdict extends Verdict {
  name: string;
}

/** One second look in a list. */
export interface LookRow {
  id: string;
  state: LookStateName;
  drawnBy: "share" | "rule";
  chance: number;
  excerpt: string;
  /** When it was settled, answered or drawn: the last of these. */
  at: string;
  /** When the case that it waits in is due; null when it is finished. */
  dueAt: string | null;
  firstCase: number | null;
  waitingCase: number | null;
  /** Null until it is finished. */
  first: NamedVerdict | null;
  second: NamedVerdict | null;
  settled: NamedVerdict | null;
}

/** What the page about quality shows a lead. */
export interface QualityOverview {
  settings: QualitySettingsView;
  looks: LookRow[];
}
