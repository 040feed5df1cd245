import { readContext } from "#lib/accounts/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => readContext(viewer, readParam(params, "number", caseNumberSchema)),
});
