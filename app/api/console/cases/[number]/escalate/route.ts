import { consoleRoute, readParam } from "#lib/http/index.ts";
import { escalateDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema, escalateRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: escalateRequestSchema,
  handle: ({ viewer, params, body: { version, note, reveals } }) =>
    escalateDeskCase(viewer, readParam(params, "number", caseNumberSchema), version, note, reveals),
});
