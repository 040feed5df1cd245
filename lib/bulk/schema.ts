import { z } from "zod";
import { actionSchema } from "#lib/policy/schema.ts";
import { ITEM_STATES } from "#lib/search/schema.ts";

/** As many items as one action may hold: more than anybody looks through at once. */
export const MOST_ITEMS = 500;
const isoDate = z.string();

/** Why an item is not, or was not, decided with the others. */
export const SKIP_REASONS = [
  "no_open_case",
  "other_purpose",
  "one_by_one",
  "claimed",
  "changed",
  "stopped",
  "not_allowed",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
/** Why a decision of a bulk action still stands after the rest was taken back. */
const KEPT_REASONS = ["appealed", "decided_anew", "reversed"] as const;
const reasonSchema = z.enum([...SKIP_REASONS, ...KEPT_REASONS]);

/** Where the items were chosen from; kept with the action. */
export const chosenSchema = z.object({
  from: z.enum(["search", "queue", "similar"]),
  /** The page's address: filters, words, radius. */
  query: z.record(z.string(), z.string().max(500)).default({}),
});

const memberRequestSchema = z.object({
  itemId: z.uuid(),
  /** The version of its open case as it was seen; null where none was shown. */
  caseVersion: z.number().int().nullable(),
});

export const bulkRequestSchema = z
  .object({
    members: z.array(memberRequestSchema).min(1).max(MOST_ITEMS),
    action: actionSchema,
    policyCode: z.string().nullable(),
    rationale: z.string().trim().max(5000).default(""),
    chosen: chosenSchema,
    /** How long its maker looked at the items, seconds. */
    seconds: z.number().min(0).max(86_400).default(0),
  })
  .refine(({ action, policyCode }) => action === "allow" || policyCode !== null, {
    path: ["policyCode"],
    message: "A restricting decision names the policy it stands on.",
  })
  .refine(({ members }) => new Set(members.map(({ itemId }) => itemId)).size === members.length, {
    path: ["members"],
    message: "An item is named twice.",
  });
export type BulkRequest = z.output<typeof bulkRequestSchema>;

/** What an action would do now, without doing it. */
export const dryRunSchema = z.object({
  total: z.number().int(),
  decided: z.number().int(),
  skipped: z.partialRecord(z.enum(SKIP_REASONS), z.number().int()),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** One item as it stands in the grid, with all that a decision on it needs. */
export const candidateSchema = z.object({
  itemId: z.string(),
  externalId: z.string(),
  kind: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  surface: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  severity: z.number().int(),
  /** Views per hour. */
  reach: z.number(),
  receivedAt: isoDate,
  author: z.object({ externalId: z.string(), decisionsAgainst: z.number().int() }).nullable(),
  reports: z.number().int(),
  frames: z.array(z.string()),
  case: z
    .object({
      number: z.number().int(),
      version: z.number().int(),
      policyCode: z.string().nullable(),
      claimedBy: z.string().nullable(),
    })
    .nullable(),
  /** The signals nearest to, or furthest beyond, the threshold of a policy that listens to them. */
  signals: z.array(
    z.object({ policyCode: z.string(), signal: z.string(), value: z.number(), threshold: z.number() }),
  ),
  /** To the item that similar ones were asked for. */
  similarity: z.number().nullable(),
  /** Why it would be left out. */
  refusal: z.enum(SKIP_REASONS).nullable(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const candidatePageSchema = z.object({
  candidates: z.array(candidateSchema),
  nextCursor: z.string().nullable(),
});
export type CandidatePage = z.infer<typeof candidatePageSchema>;

export const MEMBER_STATES = ["waiting", "decided", "skipped", "taken_back", "reversed", "kept"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

const bulkRowSchema = z.object({
  number: z.number().int(),
  state: z.enum(["running", "done", "undoing", "undone"]),
  action: actionSchema,
  policyCode: z.string().nullable(),
  policyVersion: z.number().int().nullable(),
  rationale: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  createdAt: isoDate,
  silentUntil: isoDate,
  finishedAt: isoDate.nullable(),
  undoneAt: isoDate.nullable(),
  undoneBy: z.string().nullable(),
  total: z.number().int(),
  counts: z.partialRecord(z.enum(MEMBER_STATES), z.number().int()),
  /** Of the decided, those the platform has been told of: taken back, they become reversals. */
  told: z.number().int(),
  mayUndo: z.boolean(),
});
export type BulkRow = z.infer<typeof bulkRowSchema>;

export const bulkViewSchema = bulkRowSchema.extend({
  chosen: chosenSchema,
  members: z.array(
    z.object({
      itemId: z.string(),
      externalId: z.string(),
      excerpt: z.string(),
      language: z.string().nullable(),
      severity: z.number().int(),
      caseNumber: z.number().int().nullable(),
      state: z.enum(MEMBER_STATES),
      reason: reasonSchema.nullable(),
    }),
  ),
});
export type BulkView = z.infer<typeof bulkViewSchema>;
