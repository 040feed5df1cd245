import { consoleRoute, readParam } from "#lib/http/index.ts";
import { resumeDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema, versionedRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: versionedRequestSchema,
  handle: ({ viewer, params, body }) =>
    resumeDeskCase(viewer, readParam(params, "number", caseNumberSchema), body.version),
});
