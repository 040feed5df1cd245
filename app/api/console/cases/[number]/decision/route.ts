import { consoleRoute, readParam } from "#lib/http/index.ts";
import { decideDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema, decisionRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: decisionRequestSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    decideDeskCase(viewer, readParam(params, "number", caseNumberSchema), body),
});
