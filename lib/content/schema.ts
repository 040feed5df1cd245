import { z } from "zod";
import { publicMeasureSchema, publicStrikeSchema } from "#lib/enforcement/schema.ts";
import { statementSchema } from "#lib/statements/schema.ts";

/** The limits of the platform's API, in one place; the API reference prints them. */
export const CONTENT_LIMITS = {
  batchItems: 500,
  bodyBytes: 8 * 1024 * 1024,
  textCharacters: 100_000,
  factCount: 50,
  mediaCount: 20,
} as const;

const idSchema = z.string().min(1).max(200);
const timeSchema = z.iso.datetime({ offset: true });

const factsSchema = z
  .record(z.string().min(1).max(100), z.union([z.number(), z.string().max(1000), z.boolean()]))
  .refine(
    (facts) => Object.keys(facts).length <= CONTENT_LIMITS.factCount,
    `at most ${CONTENT_LIMITS.factCount} facts`,
  );

export const accountInputSchema = z
  .object({
    externalId: idSchema.describe("The account's id on the platform"),
    createdAt: timeSchema.optional().describe("When the account was made"),
    facts: factsSchema.default({}).describe("Behaviour facts, e.g. followers, following, postCount"),
  })
  .meta({ id: "Account" });

export const mediaInputSchema = z
  .object({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .describe("Where the platform keeps it"),
    mediaType: z.string().max(100).optional().describe("MIME type"),
    altText: z.string().max(5000).optional(),
  })
  .meta({ id: "Media" });

/** One post, comment, image, video or profile, as the platform sends it. */
export const itemInputSchema = z
  .object({
    externalId: idSchema.describe(
      "The item's id on the platform. The same id with other content is an edit: a new revision",
    ),
    kind: z.enum(["post", "comment", "image", "video", "profile"]).default("post"),
    text: z
      .string()
      .max(CONTENT_LIMITS.textCharacters)
      .default("")
      .describe("As the author wrote it, markup and all"),
    language: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "should be a BCP 47 tag such as en or fa-IR")
      .optional()
      .describe("BCP 47 tag, when the platform knows it"),
    surface: z.string().max(100).optional().describe("Where it appears, e.g. feed, comments, direct"),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional()
      .describe("Its page on the platform"),
    postedAt: timeSchema.optional().describe("When the author posted it"),
    reach: z.number().min(0).max(1e12).default(0).describe("Views per hour"),
    threadExternalId: idSchema
      .optional()
      .describe("The conversation it belongs to; reviewers see what stands around it"),
    parentExternalId: idSchema.optional().describe("What it replies to"),
    account: accountInputSchema.optional().describe("The author"),
    media: z
      .array(mediaInputSchema)
      .max(CONTENT_LIMITS.mediaCount)
      .default([])
      .describe("Pictures and videos"),
    facts: factsSchema.default({}).describe("Anything else rules should know"),
  })
  .refine((item) => item.text !== "" || item.media.length > 0, {
    path: ["text"],
    message: "text or media is required",
  })
  .meta({ id: "Item" });
export type ItemInput = z.output<typeof itemInputSchema>;

export const itemStateSchema = z.enum(["pending", "allowed", "actioned", "in_review"]);
export type ItemState = z.infer<typeof itemStateSchema>;

const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });

/** What became of one item of a request. */
export const ingestResultSchema = z
  .object({
    externalId: z.string().nullable(),
    status: z
      .enum(["accepted", "unchanged", "refused"])
      .describe("unchanged: this very content is known already"),
    id: z.string().optional().describe("Docket's id of the item"),
    state: itemStateSchema.optional(),
    errors: z.array(fieldErrorSchema).optional(),
  })
  .meta({ id: "IngestResult" });
export type IngestResult = z.infer<typeof ingestResultSchema>;

export const ingestBatchResultSchema = z
  .object({
    accepted: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
    results: z.array(ingestResultSchema).describe("In the order of the request"),
  })
  .meta({ id: "IngestBatchResult" });
export type IngestBatchResult = z.infer<typeof ingestBatchResultSchema>;

export const reportInputSchema = z
  .object({
    externalId: idSchema.describe("The reported item's id on the platform"),
    reporterExternalId: idSchema.describe(
      "Who reports; their reliability is learned from what decisions confirm",
    ),
    reason: z.string().min(1).max(100).describe("The platform's own category, e.g. spam or hate"),
    comment: z.string().max(5000).optional(),
  })
  .meta({ id: "Report" });
export type ReportInput = z.output<typeof reportInputSchema>;

export const reportResultSchema = z
  .object({
    externalId: z.string().nullable(),
    status: z.enum(["accepted", "unchanged", "refused"]),
    errors: z.array(fieldErrorSchema).optional(),
  })
  .meta({ id: "ReportResult" });
export type ReportResult = z.infer<typeof reportResultSchema>;

/** An item as the platform may read it. */
export const itemViewSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    kind: z.string(),
    revision: z.number().int(),
    contentHash: z.string(),
    state: itemStateSchema,
    stateAt: z.string(),
    receivedAt: z.string(),
    decisions: z.array(
      z.object({
        id: z.string(),
        action: z.string().describe("The strongest of what it does; `measures` holds the rest"),
        until: z.string().nullable().describe("When the action ends; null: it does not"),
        measures: z.array(publicMeasureSchema).describe("What goes with the action"),
        strike: publicStrikeSchema
          .extend({ takenBack: z.boolean() })
          .nullable()
          .describe("The strike it gave the author"),
        source: z.enum(["person", "automation"]),
        policy: z.object({ code: z.string(), version: z.number().int() }).nullable(),
        reverses: z.string().nullable().describe("The decision that this one takes back"),
        createdAt: z.string(),
        statement: statementSchema
          .nullable()
          .describe("What the author is to be told; null where nothing is restricted"),
        appealUrl: z
          .string()
          .nullable()
          .describe("Where the author can contest it; for the author alone. Null once its time has passed"),
        appeal: z
          .object({ state: z.enum(["open", "upheld", "overturned"]), filedAt: z.string() })
          .nullable()
          .describe("The author's contest of this decision"),
      }),
    ),
    signals: z.array(
      z.object({
        source: z.string(),
        version: z.string(),
        provider: z.string().nullable(),
        values: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ id: "ItemState" });
export type ItemView = z.infer<typeof itemViewSchema>;
