import { resolveAppeal } from "#lib/appeals/index.ts";
import { resolveRequestSchema } from "#lib/appeals/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: resolveRequestSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    resolveAppeal(viewer, readParam(params, "number", caseNumberSchema), body),
});
