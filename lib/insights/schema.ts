import { z } from "zod";
import type { Estimate } from "./estimate.ts";

export const WINDOW_WEEKS = [4, 12, 26, 52] as const;

const chosen = z
  .string()
  .trim()
  .max(100)
  .optional()
  .transform((value) => value || undefined);

/** The filters of the insights page, as they stand in its address. What is not one of ours counts as not set. */
export const insightsQuerySchema = z.object({
  weeks: z.coerce
    .number()
    .refine((weeks) => (WINDOW_WEEKS as readonly number[]).includes(weeks))
    .catch(12),
  by: z.enum(["views", "posts"]).catch("views"),
  policy: chosen.catch(undefined),
  language: chosen.catch(undefined),
  surface: chosen.catch(undefined),
});
export type InsightsQuery = z.output<typeof insightsQuerySchema>;

/** Figures that open the cases behind them. */
export const FIGURES = [
  "prevalence",
  "proactive",
  "appeals",
  "reversed",
  "automation",
  "precision",
  "action",
  "late",
  "agreement",
] as const;
export const figureSchema = z.enum(FIGURES);
export type Figure = z.infer<typeof figureSchema>;

/** Weeks begin on Monday in this zone. */
export const INSIGHTS_TIME_ZONE = "UTC";

/** Below these counts a figure is withheld and the page says that it is not measured yet. */
export const LEAST = {
  /** Automatic decisions with a blind verdict, for the precision of automation. */
  precision: 30,
  /** Items with two people's answers, for agreement. */
  agreement: 20,
  /** Scores on either side of a drift comparison. */
  drift: 200,
  /** Judged sample posts below which a policy's row is called thin. */
  judged: 100,
} as const;

/** Where drift is warned of and where it is an alarm, PSI. */
export const DRIFT = { warning: 0.1, alarm: 0.2 } as const;
/** Krippendorff's own lower limit for tentative conclusions (2004, Content Analysis, 11.4). */
export const LEAST_ALPHA = 0.667;
/** The serving objective: this share of scores within this time. */
export const SERVING = { share: 0.99, milliseconds: 100 } as const;

/** A share that is shown only when enough was counted. */
export interface Guarded {
  estimate: Estimate | null;
  n: number;
  needed: number;
}

export interface Duration {
  n: number;
  median: { seconds: number; low: number; high: number };
  p90: { seconds: number; low: number; high: number };
}

export interface PrevalenceWeek {
  /** Monday, ISO date. */
  week: string;
  drawn: number;
  judged: number;
  posts: Estimate | null;
  views: Estimate | null;
}

export interface Drift {
  source: string;
  version: string;
  signal: string;
  psi: number;
  ks: number;
  n: number;
  nBefore: number;
}

/** What a policy's automation would take in, and how often rightly, at each threshold. */
export interface AutomationCurve {
  code: string;
  title: { en: string; fa: string };
  signal: string;
  /** The threshold in force; null where nothing is automatic. */
  today: number | null;
  judged: number;
  /** Estimated from the sample. */
  postsPerDay: number;
  points: { threshold: number; share: number; n: number; precision: Estimate | null }[];
}

export type PolicyState = "steady" | "thin" | "drift" | "alarm" | "disagree";

export interface PolicyRow {
  code: string;
  title: { en: string; fa: string };
  posts: Estimate | null;
  views: Estimate | null;
  violating: number;
  actioned: number;
  proactive: Estimate | null;
  /** Decisions reversed on appeal, of decisions made. */
  validAppeals: Estimate | null;
  agreement: Guarded;
  drift: Drift | null;
  state: PolicyState;
}

export interface Insights {
  window: { from: string; to: string; weeks: number; timeZone: string };
  options: {
    /** Whether the figures of all together may be asked for. */
    allPolicies: boolean;
    policies: { code: string; title: { en: string; fa: string } }[];
    languages: string[];
    surfaces: string[];
  };
  prevalence: {
    drawn: number;
    judged: number;
    violating: number;
    posts: Estimate | null;
    views: Estimate | null;
    weekly: PrevalenceWeek[];
    /** What came into force: a policy by its code, a model by its name. */
    events: { at: string; kind: "policy" | "model"; name: string; version: string }[];
  };
  proactive: { estimate: Estimate | null; system: number; report: number; sample: number };
  appeals: {
    /** Decisions reversed on appeal, of decisions made. */
    valid: Estimate | null;
    /** Appeals overturned, of appeals resolved. */
    overturned: Estimate | null;
    /** Decisions taken back after the time to undo, on appeal or not, of decisions made. */
    reversed: Estimate | null;
    contested: number;
    open: number;
  };
  /** What annotators answered in the window, and the tasks that have a consensus since. */
  labels: { answers: number; annotators: number; agreed: number };
  automation: { estimate: Estimate | null; precision: Guarded };
  /** Of the policy asked for, else of the first that acts alone. */
  curve: AutomationCurve | null;
  timeToAction: Duration | null;
  sla: Estimate | null;
  agreement: { alpha: Guarded; kappa: Estimate | null };
  drift: Drift[];
  serving: { n: number; p50: number; p95: number; p99: number; within: Estimate } | null;
  policies: PolicyRow[];
}
