import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readAlike } from "#lib/known-content/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => readAlike(viewer, readParam(params, "number", caseNumberSchema)),
});
