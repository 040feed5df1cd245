import type { z } from "zod";
import type { AppealReceipt, appealInputSchema } from "#lib/appeals/schema.ts";
import type {
  IngestBatchResult,
  IngestResult,
  ItemView,
  itemInputSchema,
  ReportResult,
  reportInputSchema,
} from "#lib/content/schema.ts";
import type { EnforcementPayload } from "#lib/enforcement/schema.ts";
import type { Statement } from "#lib/statements/schema.ts";

const ITEM: z.input<typeof itemInputSchema> = {
  externalId: "post-1001",
  kind: "post",
  text: "Cheap watches, click here!!!",
  language: "en",
  surface: "feed",
  url: "https://platform.example/posts/1001",
  postedAt: "2026-03-01T09:30:00Z",
  reach: 340,
  account: {
    externalId: "user-42",
    createdAt: "2026-02-27T18:00:00Z",
    facts: { followers: 3, postCount: 120 },
  },
  media: [{ url: "https://platform.example/media/77.jpg", mediaType: "image/jpeg", altText: "A watch" }],
  facts: { links: 1 },
};

const REPORT: z.input<typeof reportInputSchema> = {
  externalId: "post-1001",
  reporterExternalId: "user-7",
  reason: "spam",
  comment: "Posts this under every photo",
};

const ACCEPTED: IngestResult = {
  externalId: "post-1001",
  status: "accepted",
  id: "0195a1f0-5f6e-7c3a-9d10-6a4b1f0c2e11",
  state: "pending",
};

const BATCH: IngestBatchResult = {
  accepted: 1,
  unchanged: 0,
  refused: 1,
  results: [
    ACCEPTED,
    {
      externalId: "post-1002",
      status: "refused",
      errors: [{ field: "text", message: "text or media is required" }],
    },
  ],
};

const REPORTED: ReportResult = { externalId: "post-1001", status: "accepted" };

const DECISION_ID = "0195a1f2-08d4-7b51-8f0e-3c5d7a9b1e22";

const APPEAL_URL = "https://docket.example/appeal/AUx2…";

const STATEMENT: Statement = {
  decision_visibility: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
  decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
  incompatible_content_ground: "S-1: Spam and scams",
  incompatible_content_explanation: "Do not send the same offer again and again…",
  content_type: ["CONTENT_TYPE_TEXT"],
  category: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
  content_language: "EN",
  content_date: "2026-03-01",
  application_date: "2026-03-01",
  decision_facts:
    "The post was received on 2026-03-01. Automated means drew attention to it (text-moderator/1). A person looked at it and made the decision. It was found to fall under S-1, version 1: Spam and scams.",
  source_type: "SOURCE_VOLUNTARY",
  automated_detection: "Yes",
  automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
  puid: DECISION_ID,
};

const APPEAL: z.input<typeof appealInputSchema> = {
  decisionId: DECISION_ID,
  statement: "I repair watches. This was about my own shop, posted once.",
  language: "en",
};

const RECEIPT: AppealReceipt = {
  appealId: "0195a2b0-77aa-7c02-b1c3-0d5e6f708192",
  decisionId: DECISION_ID,
  state: "open",
  filedAt: "2026-03-02T08:00:00.000Z",
  answerBy: "2026-03-05T08:00:00.000Z",
};

const STATE: ItemView = {
  id: "0195a1f0-5f6e-7c3a-9d10-6a4b1f0c2e11",
  externalId: "post-1001",
  kind: "post",
  revision: 1,
  contentHash: "5f0c6d2b…",
  state: "actioned",
  stateAt: "2026-03-01T09:31:40.000Z",
  receivedAt: "2026-03-01T09:30:01.000Z",
  decisions: [
    {
      id: DECISION_ID,
      action: "remove",
      until: null,
      measures: [{ action: "warn", until: null }],
      strike: { policy: "S-1", expiresAt: "2026-05-30T09:31:40.000Z", takenBack: false },
      source: "person",
      policy: { code: "S-1", version: 1 },
      reverses: null,
      createdAt: "2026-03-01T09:31:40.000Z",
      statement: STATEMENT,
      appealUrl: APPEAL_URL,
      appeal: null,
    },
  ],
  signals: [{ source: "text-moderator", version: "1", provider: "cpu", values: { spam: 0.93 } }],
};

const PROBLEM = {
  type: "urn:docket:problem:invalid",
  title: "The request is not valid",
  status: 422,
  detail: "Some fields are not right.",
  errors: [{ field: "text", message: "text or media is required" }],
};

const WEBHOOK: EnforcementPayload = {
  type: "decision.made",
  timestamp: "2026-03-01T09:31:40.000Z",
  data: {
    decision: {
      id: DECISION_ID,
      action: "remove",
      until: null,
      measures: [{ action: "warn", until: null }],
      strike: { policy: "S-1", expiresAt: "2026-05-30T09:31:40.000Z" },
      source: "person",
      rationale: "Sells watches under every post",
      reverses: null,
    },
    item: { id: STATE.id, externalId: "post-1001", revision: 1, state: "actioned" },
    policy: { code: "S-1", version: 1, title: "Spam and scams" },
    statement: STATEMENT,
    appealUrl: APPEAL_URL,
  },
};

/** One example for each schema of the API, under the schema's name. */
export const EXAMPLES: Record<string, unknown> = {
  Item: ITEM,
  ItemBatch: { items: [ITEM, { externalId: "post-1002", text: "" }] },
  Account: ITEM.account,
  Media: ITEM.media?.[0],
  IngestResult: ACCEPTED,
  IngestBatchResult: BATCH,
  Report: REPORT,
  ReportBatch: { reports: [REPORT] },
  ReportResult: REPORTED,
  ReportBatchResult: { results: [REPORTED] },
  ItemState: STATE,
  Measure: { action: "suspend_account", until: "2026-03-08T09:31:40.000Z" },
  Strike: { policy: "S-1", expiresAt: "2026-05-30T09:31:40.000Z" },
  StatementOfReasons: STATEMENT,
  Appeal: APPEAL,
  AppealReceipt: RECEIPT,
  Problem: PROBLEM,
  Webhook: WEBHOOK,
};
