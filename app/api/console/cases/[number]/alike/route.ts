import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readDeskAlike } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => readDeskAlike(viewer, readParam(params, "number", caseNumberSchema)),
});
