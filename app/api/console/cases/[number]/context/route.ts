import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readDeskContext } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => readDeskContext(viewer, readParam(params, "number", caseNumberSchema)),
});
