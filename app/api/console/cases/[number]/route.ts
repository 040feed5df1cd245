import { consoleRoute, readParam } from "#lib/http/index.ts";
import { getCase } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => getCase(viewer, readParam(params, "number", caseNumberSchema)),
});
