import { z } from "zod";
import { ACTIONS, type Action } from "#lib/policy/actions.ts";
import { MOST_HOURS, TIMED } from "#lib/policy/measures.ts";

export const LADDER_LIMITS = { days: 3650, steps: 10, noteCharacters: 500 } as const;

const daysSchema = z.number().int().min(1).max(LADDER_LIMITS.days);

/** What is recommended at one strike: a restriction, for so many hours or for good. */
export const ladderStepSchema = z
  .object({
    action: z.enum(ACTIONS).exclude(["allow"]),
    hours: z.number().int().min(1).max(MOST_HOURS).nullable(),
  })
  .refine(({ action, hours }) => hours === null || TIMED.includes(action), {
    path: ["hours"],
    message: "only a limit and a suspension can end",
  });
export type LadderStep = z.infer<typeof ladderStepSchema>;

/** How long a strike counts, days by severity 1 to 5, and what the first, second, … counting strike recommends. */
export const ladderSchema = z.object({
  days: z.tuple([daysSchema, daysSchema, daysSchema, daysSchema, daysSchema]),
  steps: z.array(ladderStepSchema).min(1).max(LADDER_LIMITS.steps),
});
export type Ladder = z.infer<typeof ladderSchema>;
/** A ladder as it stands: for one policy, or the default (policyCode null). */
export interface LadderView {
  policyCode: string | null;
  /** 0: as installed, never changed. */
  version: number;
  /** Null: the policy follows the default. */
  content: Ladder | null;
  note: string;
  authorName: string | null;
  changedAt: string | null;
}

/** All ladders, as their page shows them. */
export interface LaddersView {
  general: LadderView;
  policies: {
    code: string;
    title: { en: string; fa: string };
    severity: number;
    allowedActions: Action[];
    ladder: LadderView;
  }[];
}

export const saveLadderSchema = z.object({
  policyCode: z.string().min(1).max(50).nullable(),
  /** The version that was on the screen. */
  version: z.number().int().min(0),
  /** Null: follow the default again. */
  content: ladderSchema.nullable(),
  note: z.string().trim().max(LADDER_LIMITS.noteCharacters).default(""),
});

/** A strike on an account, as people see it. */
export const strikeViewSchema = z.object({
  id: z.string(),
  policyCode: z.string(),
  decisionId: z.string(),
  itemExternalId: z.string(),
  givenAt: z.string(),
  expiresAt: z.string(),
  givenBy: z.string().nullable(),
  takenBackAt: z.string().nullable(),
});
export type StrikeView = z.infer<typeof strikeViewSchema>;
