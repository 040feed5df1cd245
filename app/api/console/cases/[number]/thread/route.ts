import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readDeskThread } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";
import { threadQuerySchema } from "#lib/review/thread-schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  query: threadQuerySchema,
  handle: ({ viewer, params, query }) =>
    readDeskThread(viewer, readParam(params, "number", caseNumberSchema), query),
});
