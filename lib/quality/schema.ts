import { z } from "zod";
import type { Estimate } from "#lib/insights/estimate.ts";
import { actionSchema } from "#lib/policy/schema.ts";
import type { CaseView } from "#lib/review/schema.ts";

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
  agreement: Agreement;
  gold: GoldRow[];
  accuracy: AccuracyRow[];
  sessions: SessionRow[];
}

/** Two people, to list what both of them judged. */
export const pairSchema = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
  .transform((pair) => pair.split(".") as [string, string])
  .pipe(z.tuple([z.uuid(), z.uuid()]))
  .optional()
  .catch(undefined);
export type Pair = z.output<typeof pairSchema>;

export type { Estimate };

const reason = z.string().trim().min(1, "say why").max(2000);

export const markGoldSchema = z
  .object({ caseNumber: z.number().int().min(1), ...verdictShape, explanation: reason })
  .refine(namesPolicy, POLICY_MISSING);
export type MarkGold = z.infer<typeof markGoldSchema>;

export interface GoldRow {
  number: number;
  caseNumber: number;
  excerpt: string;
  expected: Verdict;
  explanation: string;
  retired: boolean;
  /** Answers that fitted; null before the first. */
  fitting: Estimate | null;
}

export interface AccuracyRow {
  id: string;
  name: string;
  fitting: Estimate;
}

export interface PracticeFeedbackRow {
  caseNumber: number;
  excerpt: string;
  /** The action is `escalate` where the case was passed up. */
  given: Verdict;
  expected: Verdict;
  explanation: string;
  fits: boolean;
  at: string;
}

export interface LookFeedbackRow {
  caseNumber: number | null;
  role: "first" | "second";
  excerpt: string;
  given: Verdict;
  settled: Verdict;
  rationale: string;
  fits: boolean;
  /** The first decision was replaced. */
  changed: boolean;
  at: string;
}

/** A session in a list. */
export interface SessionRow {
  number: number;
  title: string;
  state: "open" | "closed";
  items: number;
  people: number;
  /** Answers given, of items × people. */
  answers: number;
  /** How many of the items this reader has yet to answer; null where not invited. */
  left: number | null;
  at: string;
}

/** What a person learns of their own work. */
export interface Feedback {
  accuracy: Estimate | null;
  practice: PracticeFeedbackRow[];
  looks: LookFeedbackRow[];
  sessions: SessionRow[];
}

/** A session of more is no session any more. */
export const MOST_ITEMS = 50;
export const MOST_PEOPLE = 30;

export const createSessionSchema = z.object({
  title: z.string().trim().min(1, "give it a name").max(200),
  caseNumbers: z.array(z.number().int().min(1)).min(1, "choose a case").max(MOST_ITEMS),
  userIds: z.array(z.uuid()).min(2, "invite two people").max(MOST_PEOPLE),
});
export type CreateSession = z.infer<typeof createSessionSchema>;

export const suggestQuerySchema = z.object({
  from: z.enum(["disagreements", "decided"]).catch("decided"),
  text: z.string().trim().max(200).optional(),
  policy: z.string().max(50).optional(),
  language: z.string().max(35).optional(),
});
export type SuggestQuery = z.infer<typeof suggestQuerySchema>;

/** A case that a session may take in. */
export interface SuggestedCase {
  number: number;
  excerpt: string;
  language: string | null;
  policyCode: string | null;
}

export const sessionAnswerSchema = z
  .object({
    position: z.number().int().min(1).max(MOST_ITEMS),
    ...verdictShape,
    rationale: z.string().trim().max(5000).default(""),
  })
  .refine(namesPolicy, POLICY_MISSING);
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

export const sessionNoteSchema = z.object({
  position: z.number().int().min(1).max(MOST_ITEMS),
  text: reason,
});
export type SessionNote = z.infer<typeof sessionNoteSchema>;

export interface SessionItemView {
  position: number;
  caseNumber: number;
  excerpt: string;
  language: string | null;
  policyCode: string | null;
  answers: (NamedVerdict & { rationale: string })[];
  /** Everybody said the same. */
  agreed: boolean;
  notes: { name: string; text: string; at: string }[];
  gold: boolean;
}

export interface PolicyAgreement {
  policyCode: string;
  /** Krippendorff's alpha; null where there is nothing to measure. */
  alpha: Estimate | null;
  /** Items with two answers, one of them under the policy. */
  n: number;
}

/** A calibration session as one reader may see it. */
export interface SessionView {
  number: number;
  title: string;
  state: "open" | "closed";
  createdBy: string;
  people: { name: string; answered: number }[];
  items: number;
  invited: boolean;
  mayManage: boolean;
  /** The next item that this reader has not answered; null when there is none. */
  next: { position: number; view: CaseView } | null;
  /** Null while the session is open: everybody answers without knowing the others'. */
  results: { alpha: Estimate | null; policies: PolicyAgreement[]; items: SessionItemView[] } | null;
}

/** Two people's or a policy's agreement, where enough was judged twice. */
export interface AgreementRow {
  alpha: Estimate | null;
  kappa: Estimate | null;
  n: number;
  /** As many are needed for a figure. */
  needed: number;
}

export interface Agreement {
  weeks: number;
  all: AgreementRow;
  policies: (AgreementRow & { policyCode: string })[];
  pairs: (AgreementRow & { a: { id: string; name: string }; b: { id: string; name: string } })[];
}
