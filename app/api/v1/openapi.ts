import { z } from "zod";
import { appealInputSchema, appealReceiptSchema } from "#lib/appeals/schema.ts";
import type { ApiScope } from "#lib/auth/permissions.ts";
import {
  accountInputSchema,
  CONTENT_LIMITS,
  ingestBatchResultSchema,
  ingestResultSchema,
  itemInputSchema,
  itemViewSchema,
  mediaInputSchema,
  reportInputSchema,
  reportResultSchema,
} from "#lib/content/schema.ts";
import {
  enforcementPayloadSchema,
  publicMeasureSchema,
  publicStrikeSchema,
} from "#lib/enforcement/schema.ts";
import { APPEAL_DAYS, statementSchema } from "#lib/statements/schema.ts";

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe("Which fields are wrong, and how"),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

const itemBatchSchema = z
  .object({ items: z.array(itemInputSchema).min(1).max(CONTENT_LIMITS.batchItems) })
  .meta({ id: "ItemBatch" });
const reportBatchSchema = z
  .object({ reports: z.array(reportInputSchema).min(1).max(CONTENT_LIMITS.batchItems) })
  .meta({ id: "ReportBatch" });
const reportBatchResultSchema = z
  .object({ results: z.array(reportResultSchema) })
  .meta({ id: "ReportBatchResult" });

const INPUTS = [
  accountInputSchema,
  mediaInputSchema,
  itemInputSchema,
  itemBatchSchema,
  reportInputSchema,
  reportBatchSchema,
  appealInputSchema,
];
const OUTPUTS = [
  ingestResultSchema,
  ingestBatchResultSchema,
  reportResultSchema,
  reportBatchResultSchema,
  itemViewSchema,
  publicMeasureSchema,
  publicStrikeSchema,
  statementSchema,
  appealReceiptSchema,
  problemSchema,
  enforcementPayloadSchema,
];

const json = (...names: string[]) => {
  const refs = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return { "application/json": { schema: refs.length === 1 ? refs[0] : { oneOf: refs } } };
};
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
const FAILURES = {
  401: problem("No API key, or one that is not known"),
  403: problem("The key lacks the scope"),
  413: problem(`The body is larger than ${CONTENT_LIMITS.bodyBytes} bytes`),
  422: problem("Not valid; `errors` names the fields"),
  429: problem("More than the key's allowance; `Retry-After` says when to come again"),
};

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  scope: ApiScope;
  request?: string[];
  responses: Record<string, { description: string; content?: object }>;
  parameters?: object[];
}

function operation({ scope, request, ...rest }: Operation): object {
  return {
    ...rest,
    security: [{ apiKey: [scope] }],
    ...(request && { requestBody: { required: true, content: json(...request) } }),
    responses: { ...rest.responses, ...FAILURES },
  };
}

const PATHS = {
  "/content": {
    post: operation({
      operationId: "sendContent",
      summary: "Send content",
      description:
        'One item, or up to 500 as `{"items": [...]}`. When the answer comes, accepted items are stored and queued for scoring. Sending the same id with the same content again is harmless: it is answered with `unchanged`. In a batch each item succeeds or is refused by itself.',
      scope: "content:write",
      request: ["Item", "ItemBatch"],
      responses: {
        200: { description: "One item, known already", content: json("IngestResult") },
        202: { description: "Accepted", content: json("IngestResult", "IngestBatchResult") },
      },
    }),
  },
  "/reports": {
    post: operation({
      operationId: "sendReports",
      summary: "Send user reports",
      description:
        'One report, or up to 500 as `{"reports": [...]}`. The same reporter, item and reason counts once.',
      scope: "reports:write",
      request: ["Report", "ReportBatch"],
      responses: {
        200: { description: "One report, known already", content: json("ReportResult") },
        202: { description: "Accepted", content: json("ReportResult", "ReportBatchResult") },
      },
    }),
  },
  "/items/{externalId}": {
    get: operation({
      operationId: "getItem",
      summary: "Read an item's state and decisions",
      description:
        "The current revision of an item: its state, every decision on it and the signals behind them.",
      scope: "items:read",
      parameters: [
        {
          name: "externalId",
          in: "path",
          required: true,
          schema: { type: "string" },
          description: "The item's id on the platform",
        },
      ],
      responses: {
        200: { description: "The item", content: json("ItemState") },
        404: problem("There is no such item"),
      },
    }),
  },
  "/appeals": {
    post: operation({
      operationId: "fileAppeal",
      summary: "File an appeal for an author",
      description: `What the appeal page does, for platforms that take the author's words themselves. A decision can be contested once, within ${APPEAL_DAYS} days; a person who had no part in it answers. The answer comes by webhook: \`decision.reversed\` or \`appeal.upheld\`, with the reason to pass on.`,
      scope: "appeals:write",
      request: ["Appeal"],
      responses: {
        201: { description: "Filed", content: json("AppealReceipt") },
        404: problem("There is no such decision"),
        409: problem("Contested already, or taken back already; `reason` says which"),
      },
    }),
  },
};

/** The API's description, made from the very schemas that check its requests (OpenAPI 3.1.1). */
export function openApiDocument(): object {
  return {
    openapi: "3.1.1",
    info: {
      title: "Docket platform API",
      version: "1",
      description: "Send content and reports, read what became of them, and be told of decisions by webhook.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    paths: PATHS,
    webhooks: {
      decision: {
        post: {
          summary: "A decision was made or taken back, or an appeal against it was turned down",
          description:
            "Signed per Standard Webhooks: verify `webhook-signature` with the endpoint's secret, and drop a `webhook-id` you have seen. Sent in order per item.",
          requestBody: { content: json("Webhook") },
          responses: { 200: { description: "Anything in 2xx counts as delivered; all else is tried again" } },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, made under Settings" },
      },
      schemas: { ...jsonSchemas(INPUTS, "input"), ...jsonSchemas(OUTPUTS, "output") },
    },
  };
}

function jsonSchemas(schemas: z.ZodType[], io: "input" | "output"): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const schema of schemas) registry.add(schema, { id: String(schema.meta()?.id) });
  const { schemas: made } = z.toJSONSchema(registry, {
    io,
    target: "draft-2020-12",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, { $id: _id, $schema: _schema, ...schema }]) => [name, schema]),
  );
}
