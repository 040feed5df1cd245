import { consoleRoute, readParam } from "#lib/http/index.ts";
import { releaseDeskClaim } from "#lib/quality/index.ts";
import { caseNumberSchema, releaseRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: releaseRequestSchema,
  handle: ({ viewer, params, body }) =>
    releaseDeskClaim(viewer, readParam(params, "number", caseNumberSchema), body.version, body.reveals),
});
