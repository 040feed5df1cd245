import { z } from "zod";
import { actionSchema } from "#lib/policy/schema.ts";

const isoDate = z.string();
const blankIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema);

export const ITEM_KINDS = ["post", "comment", "image", "video", "profile"] as const;
export const ITEM_STATES = ["pending", "allowed", "actioned", "in_review"] as const;
/** Least similarity that a search for similar items may ask for, and what it asks for unless told. */
export const LEAST_SIMILARITY = 0.3;
export const USUAL_SIMILARITY = 0.5;

/** Everything a search is narrowed by; the same names stand in the page's address. */
export const searchFiltersSchema = z.object({
  state: blankIsNone(z.enum(ITEM_STATES).optional()),
  /** A case was opened, or a decision made, under this policy. */
  policy: blankIsNone(z.string().max(20).optional()),
  /** The main language: `pt` finds `pt-BR` too. */
  language: blankIsNone(z.string().max(35).optional()),
  surface: blankIsNone(z.string().max(200).optional()),
  kind: blankIsNone(z.enum(ITEM_KINDS).optional()),
  /** What stands of the decisions on it. */
  action: blankIsNone(actionSchema.optional()),
  /** Received on this day or later, and on this day or earlier, UTC. */
  from: blankIsNone(z.iso.date().optional()),
  to: blankIsNone(z.iso.date().optional()),
  /** The platform's id of the author. */
  account: blankIsNone(z.string().max(500).optional()),
});
export type SearchFilters = z.output<typeof searchFiltersSchema>;

export const searchQuerySchema = searchFiltersSchema.extend({
  /** Words, "quoted phrases", -unwanted words, or the whole of an id. */
  q: blankIsNone(z.string().max(500).optional()),
  /** Items like this one (Docket's id or the platform's), instead of by words. */
  similar: blankIsNone(z.string().max(500).optional()),
  /** How alike they must be at the least: half by meaning, half by words, each as a cosine. */
  radius: blankIsNone(z.coerce.number().min(LEAST_SIMILARITY).max(1).default(USUAL_SIMILARITY)),
  cursor: blankIsNone(z.uuid().optional()),
  limit: blankIsNone(z.coerce.number().int().min(1).max(100).default(25)),
});
export type SearchQuery = z.output<typeof searchQuerySchema>;

/** A place in an excerpt that was searched for; UTF-16 code units. */
const markSchema = z.object({ start: z.number().int(), end: z.number().int() });
export type Mark = z.infer<typeof markSchema>;

export const searchHitSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  revision: z.number().int(),
  kind: z.string(),
  excerpt: z.string(),
  marks: z.array(markSchema),
  language: z.string().nullable(),
  surface: z.string().nullable(),
  state: z.enum(ITEM_STATES),
  /** Of its newest case, else of the policy it was acted on under; 1 where neither says. */
  severity: z.number().int(),
  receivedAt: isoDate,
  accountExternalId: z.string().nullable(),
  mediaCount: z.number().int(),
  /** Its open case, else its newest. */
  case: z
    .object({
      number: z.number().int(),
      state: z.enum(["open", "decided", "cancelled"]),
      policyCode: z.string().nullable(),
    })
    .nullable(),
  /** The newest decision that stands. */
  decision: z
    .object({ action: actionSchema, policyCode: z.string().nullable(), createdAt: isoDate })
    .nullable(),
  /** To the item that similar ones were asked for. */
  similarity: z.number().nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchPageSchema = z.object({
  /** What bears exactly this name; on the first page only. */
  exact: z.object({
    caseNumber: z.number().int().nullable(),
    accounts: z.array(z.object({ externalId: z.string(), items: z.number().int(), firstSeenAt: isoDate })),
    items: z.array(searchHitSchema),
  }),
  hits: z.array(searchHitSchema),
  /** Where the next page goes on; null at the end. */
  nextCursor: z.string().nullable(),
  /** Set where the search stopped before it had a full page: it has looked back to this moment. */
  searchedTo: isoDate.nullable(),
  /** Why there are no similar ones: the item has no vector. */
  unknown: z.boolean(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;
