import { z } from "zod";
import { actionSchema, measuresSchema } from "#lib/policy/schema.ts";
import { decisionViewSchema } from "#lib/review/schema.ts";
import { ladderStepSchema, strikeViewSchema } from "#lib/strikes/schema.ts";
import { NOTE_CHARACTERS } from "./note.ts";

const isoDate = z.string();

/** An account's id as it stands in an address. */
export const accountIdSchema = z.string().min(1).max(600).transform(decodeURIComponent);

/** A team note on an account. */
export const noteViewSchema = z.object({
  id: z.string(),
  text: z.string(),
  authorName: z.string(),
  createdAt: isoDate,
  pinned: z.boolean(),
});
export type NoteView = z.infer<typeof noteViewSchema>;

export const addNoteSchema = z.object({
  text: z.string().trim().min(1).max(NOTE_CHARACTERS),
  pinned: z.boolean().default(false),
});
export const pinNoteSchema = z.object({ pinned: z.boolean() });

const recommendationSchema = z.object({
  policyCode: z.string(),
  nth: z.number().int(),
  days: z.number().int(),
  step: ladderStepSchema.nullable(),
  wanted: ladderStepSchema.nullable(),
});
export type RecommendationView = z.infer<typeof recommendationSchema>;

/** What the team knows of the author of a case, beside what the case shows by itself. */
export const caseContextSchema = z.object({
  /** Null where there is no author, or where the case is blind. */
  account: z
    .object({
      externalId: z.string(),
      /** From 0 to 1, where the platform sends it. */
      automationRisk: z.number().nullable(),
      /** Decisions against the author that fell on appeal. */
      overturned: z.number().int(),
      openAppeals: z.number().int(),
      notes: z.array(noteViewSchema),
      /** Those that count now. */
      strikes: z.array(strikeViewSchema),
    })
    .nullable(),
  /** What the ladder says of one more strike, by policy. */
  recommendations: z.array(recommendationSchema),
});
export type CaseContext = z.infer<typeof caseContextSchema>;

const appealStateSchema = z.enum(["open", "upheld", "overturned"]);

/** A decision on an item of the account, with the appeal against it. */
export const accountDecisionSchema = decisionViewSchema.extend({
  itemExternalId: z.string(),
  excerpt: z.string(),
  caseNumber: z.number().int().nullable(),
  appeal: z.object({ state: appealStateSchema, filedAt: isoDate }).nullable(),
});
export type AccountDecision = z.infer<typeof accountDecisionSchema>;

export const accountItemSchema = z.object({
  externalId: z.string(),
  revision: z.number().int(),
  kind: z.string(),
  language: z.string().nullable(),
  excerpt: z.string(),
  state: z.enum(["pending", "allowed", "actioned", "in_review"]),
  receivedAt: isoDate,
  caseNumber: z.number().int().nullable(),
  /** The newest decision on it that is no reversal and was not taken back. */
  standing: z
    .object({
      action: actionSchema,
      hours: z.number().int().nullable(),
      measures: measuresSchema,
      policyCode: z.string().nullable(),
    })
    .nullable(),
});
export type AccountItem = z.infer<typeof accountItemSchema>;

export const accountItemsPageSchema = z.object({
  items: z.array(accountItemSchema),
  nextCursor: z.string().nullable(),
});
export type AccountItemsPage = z.infer<typeof accountItemsPageSchema>;

export const accountItemsQuerySchema = z.object({ cursor: z.string().max(100).optional() });

/** Everything that the account's page shows first. */
export const accountViewSchema = z.object({
  externalId: z.string(),
  platformCreatedAt: isoDate.nullable(),
  firstSeenAt: isoDate,
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  automationRisk: z.number().nullable(),
  itemCount: z.number().int(),
  notes: z.array(noteViewSchema),
  /** All, the newest first. */
  strikes: z.array(strikeViewSchema),
  decisions: z.array(accountDecisionSchema),
  items: accountItemsPageSchema,
});
export type AccountView = z.infer<typeof accountViewSchema>;
