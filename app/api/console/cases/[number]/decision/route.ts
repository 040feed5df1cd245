import { consoleRoute, readParam } from "#lib/http/index.ts";
import { decideCase } from "#lib/review/index.ts";
import { caseNumberSchema, decisionRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: decisionRequestSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    decideCase(viewer, readParam(params, "number", caseNumberSchema), body),
});
