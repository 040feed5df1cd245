import { consoleRoute, readParam } from "#lib/http/index.ts";
import { holdDeskCase } from "#lib/quality/index.ts";
import { holdRequestSchema } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: holdRequestSchema,
  handle: ({ viewer, params, body }) =>
    holdDeskCase(viewer, readParam(params, "number", caseNumberSchema), body),
});
