import { z } from "zod";
import { revealsSchema } from "#lib/care/schema.ts";
import {
  actionSchema,
  examplesSchema,
  measureSchema,
  measuresSchema,
  reasonSchema,
  signalSetSchema,
  thresholdsSchema,
} from "#lib/policy/schema.ts";
import { caseFilterSchema } from "./case-filter-schema.ts";
import { keptDraftSchema } from "./draft-schema.ts";
import { holdSchema } from "./hold-schema.ts";
import { questionViewSchema } from "./question-schema.ts";

/** The parts of a case's priority; see priority.ts for the formula. */
export const priorityPartsSchema = z.object({
  severity: z.number(),
  confidence: z.number(),
  reach: z.number(),
  reports: z.number(),
  base: z.number(),
});
export type PriorityParts = z.infer<typeof priorityPartsSchema>;

const isoDate = z.string();
const localised = z.object({ en: z.string(), fa: z.string() });

export const decisionViewSchema = z.object({
  id: z.string(),
  action: actionSchema,
  source: z.enum(["person", "automation"]),
  actorName: z.string().nullable(),
  policyCode: z.string().nullable(),
  policyVersion: z.number().int().nullable(),
  /** How long the action holds, hours; null: for good. */
  hours: z.number().int().nullable(),
  /** What goes with the action. */
  measures: measuresSchema,
  /** The strike it gave the author. */
  strike: z.object({ expiresAt: isoDate, takenBack: z.boolean() }).nullable(),
  /** For the author. */
  rationale: z.string(),
  /** For colleagues alone. */
  privateNote: z.string(),
  reversesId: z.string().nullable(),
  reversedById: z.string().nullable(),
  createdAt: isoDate,
});
export type DecisionView = z.infer<typeof decisionViewSchema>;

export const policyViewSchema = z.object({
  code: z.string(),
  version: z.number().int(),
  title: localised,
  text: localised,
  severity: z.number().int(),
  signal: z.string(),
  thresholds: thresholdsSchema,
  allowedActions: z.array(actionSchema),
  examples: examplesSchema,
});
export type PolicyView = z.infer<typeof policyViewSchema>;

export const mediaRowSchema = z.object({
  state: z.string(),
  mediaType: z.string().nullable(),
  /** Why it is not shown: a code of lib/media/reasons.ts. */
  reason: z.string().nullable(),
  altText: z.string().nullable(),
  /** Pictures the file holds; more than `frames` where only some moments are kept. */
  pictures: z.number().int().nullable(),
  /** What is kept of it, in order. */
  frames: z.array(
    z.object({
      id: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      atSeconds: z.number().nullable(),
    }),
  ),
});
export type MediaRow = z.infer<typeof mediaRowSchema>;

/** A known hash that the item met. */
export const knownMatchSchema = z.object({
  hashId: z.number().int(),
  bank: z.string(),
  kind: z.enum(["pdq", "sha256", "text"]),
  /** Bits of 256 that differ, or similarity. */
  distance: z.number(),
  note: z.string(),
  /** Somebody said that it is none. */
  falsePositive: z.boolean(),
});

/** The appeal that a case is about. */
export const appealViewSchema = z.object({
  state: z.enum(["open", "upheld", "overturned"]),
  /** The author's own words. */
  statement: z.string(),
  locale: z.string(),
  filedAt: isoDate,
  /** The contested decision. */
  decision: decisionViewSchema,
  /** What the author was told, and what they will be told. */
  resolution: z.string().nullable(),
  resolvedByName: z.string().nullable(),
});
export type AppealView = z.infer<typeof appealViewSchema>;

export const lookVerdictSchema = z.object({
  action: z.string(),
  policyCode: z.string().nullable(),
  rationale: z.string(),
});
export const lookViewSchema = z.discriminatedUnion("role", [
  z.object({ role: z.literal("second") }),
  z.object({ role: z.literal("adjudication"), a: lookVerdictSchema, b: lookVerdictSchema }),
]);
export type LookView = z.infer<typeof lookViewSchema>;

/** Everything the desk shows of one case. */
export const caseViewSchema = z.object({
  number: z.number().int(),
  version: z.number().int(),
  state: z.enum(["open", "decided", "cancelled"]),
  queue: z.object({ slug: z.string(), name: localised }),
  /** A case of the prevalence sample: nothing is told that could lead the reader. */
  blind: z.boolean(),
  severity: z.number().int(),
  policyCode: z.string().nullable(),
  reasons: z.array(reasonSchema),
  priority: z.number(),
  priorityParts: priorityPartsSchema,
  dueAt: isoDate,
  createdAt: isoDate,
  claim: z
    .object({ userId: z.string(), userName: z.string(), mine: z.boolean(), expiresAt: isoDate })
    .nullable(),
  /** Its holder has it on hold, until the claim runs out. */
  hold: holdSchema.nullable(),
  /** What the reader has written on it and not sent, on any machine. */
  draft: keptDraftSchema.nullable(),
  item: z.object({
    externalId: z.string(),
    kind: z.string(),
    revision: z.number().int(),
    text: z.string(),
    language: z.string().nullable(),
    surface: z.string().nullable(),
    reach: z.number(),
    postedAt: isoDate.nullable(),
    receivedAt: isoDate,
    media: z.array(mediaRowSchema),
  }),
  knownMatches: z.array(knownMatchSchema),
  /**
   * A case that is looked at again. The second person sees nothing of the first decision; the third sees both
   * answers, not whose they are nor which came first.
   */
  look: lookViewSchema.nullable(),
  /** Set in the appeals queue. */
  appeal: appealViewSchema.nullable(),
  /** This reader took part in the contested decision, and so cannot have the case. */
  tookPart: z.boolean(),
  /** Earlier revisions, newest first. */
  revisions: z.array(z.object({ revision: z.number().int(), text: z.string(), receivedAt: isoDate })),
  /** Posts of the same thread around this one, oldest first, at most five. */
  thread: z.array(
    z.object({ externalId: z.string(), accountExternalId: z.string().nullable(), text: z.string() }),
  ),
  threadSize: z.number().int(),
  account: z
    .object({
      externalId: z.string(),
      platformCreatedAt: isoDate.nullable(),
      facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
      decisionsAgainst: z.number().int(),
      itemCount: z.number().int(),
    })
    .nullable(),
  /** Asked about it by colleagues, with the answers, oldest first. */
  questions: z.array(questionViewSchema),
  /** Decisions on other items of this account, newest first. */
  history: z.array(decisionViewSchema),
  /** Decisions on this item, newest first. */
  decisions: z.array(decisionViewSchema),
  signals: z.array(signalSetSchema),
  reports: z.array(
    z.object({
      reason: z.string(),
      comment: z.string().nullable(),
      reliability: z.number(),
      /** The reporter's earlier reports that decisions confirmed, and that they did not. */
      upheld: z.number().int(),
      dismissed: z.number().int(),
      createdAt: isoDate,
    }),
  ),
  /** Policies a reviewer may cite, the one that put the case here first. */
  policies: z.array(policyViewSchema),
  /** What this reader may do to this case now; the page shows these and no others. */
  permitted: z.array(
    z.enum([
      "claim",
      "take_over",
      "decide",
      "extend",
      "release",
      "hand_over",
      "hold",
      "resume",
      "ask",
      "escalate",
      "undo",
      "resolve",
      "look",
    ]),
  ),
  /** The decision that `undo` would take back, and until when that is silent. */
  undo: z.object({ decisionId: z.string(), silentUntil: isoDate }).nullable(),
});
export type CaseView = z.infer<typeof caseViewSchema>;

// Requests. Every write names the version it saw.
export const claimNextRequestSchema = z.object({
  /** Case numbers this reviewer passed over. */
  exclude: z.array(z.number().int()).max(200).default([]),
  /** What the next case must match. */
  filter: caseFilterSchema.default({}),
});
export const versionedRequestSchema = z.object({ version: z.number().int().min(1) });
/** Without `reveals` for a case that was claimed ahead and never came to the screen. */
export const releaseRequestSchema = versionedRequestSchema.extend({ reveals: revealsSchema.optional() });
export const handOverRequestSchema = versionedRequestSchema.extend({
  toUserId: z.uuid(),
  reveals: revealsSchema.default(0),
});
export const escalateRequestSchema = versionedRequestSchema.extend({
  note: z.string().trim().min(1).max(2000),
  reveals: revealsSchema.default(0),
});
export const decisionRequestSchema = versionedRequestSchema
  .extend({
    action: actionSchema,
    /** How long the action holds, hours; null: for good. */
    hours: measureSchema.shape.hours.default(null),
    /** What goes with the action, in any order: the strongest of all becomes the decision's action. */
    measures: measuresSchema.default([]),
    /** Gives the author a strike under the policy. */
    strike: z.boolean().default(false),
    /** Which policy the decision stands on; required unless the action is `allow`. */
    policyCode: z.string().nullable(),
    /** For the author: it enters the statement of reasons. */
    rationale: z.string().trim().max(5000).default(""),
    /** For colleagues: it never leaves Docket. */
    privateNote: z.string().trim().max(5000).default(""),
    /** How often hidden content was uncovered. */
    reveals: revealsSchema.default(0),
  })
  .refine((d) => d.action === "allow" || d.policyCode !== null, {
    path: ["policyCode"],
    message: "A restricting decision names the policy it stands on.",
  })
  .refine((d) => d.action !== "allow" || (d.measures.length === 0 && d.hours === null && !d.strike), {
    path: ["measures"],
    message: "What is allowed is not restricted.",
  });
/** As it is sent; what is left out is the default. */
export type DecisionRequest = z.input<typeof decisionRequestSchema>;

const verdictSchema = z.object({ action: z.string(), policyCode: z.string().nullable() });
export const practiceFeedbackSchema = z.object({
  given: verdictSchema,
  expected: verdictSchema,
  explanation: z.string(),
  fits: z.boolean(),
});

export const decisionResultSchema = z.object({
  /** Null where the answer was a verdict on the prevalence sample and nothing else. */
  decisionId: z.string().nullable(),
  silentUntil: isoDate,
  /** It was practice: nothing was decided, and this is what was expected. */
  practice: practiceFeedbackSchema.optional(),
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

export const undoResultSchema = z.object({
  /** cancelled: the platform never heard of it. reversed: a reversal was sent after it. */
  outcome: z.enum(["cancelled", "reversed"]),
  caseNumber: z.number().int(),
});
export type UndoResult = z.infer<typeof undoResultSchema>;

/** Where the model's score of one signal comes from; offsets are UTF-16 code units into the item's text. */
export const explanationSchema = z.object({
  signal: z.string(),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), weight: z.number() })),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Which regions of a picture carried a signal: cells row by row, each with what covering it takes from the logit. */
export type PictureExplanation = { signal: string; grid: number; cells: number[] };

export const deskStatsSchema = z.object({
  decidedToday: z.number().int(),
  medianSeconds: z.number().nullable(),
  /** Decisions per hour over the last five hours, oldest first. */
  perHour: z.array(z.number().int()),
});
export type DeskStats = z.infer<typeof deskStatsSchema>;

export const findQuerySchema = z.object({ q: z.string().trim().min(1).max(200) });

/** Cases and accounts whose names begin with what was typed. */
export type FoundByName = {
  cases: {
    number: number;
    state: "open" | "decided" | "cancelled";
    severity: number;
    externalId: string;
    queue: { en: string; fa: string };
  }[];
  /** With the case to go to: the newest open one, or else the newest. */
  accounts: { externalId: string; openCases: number; caseNumber: number }[];
};

/** A case's number as it stands in an address. */
export const caseNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647);
