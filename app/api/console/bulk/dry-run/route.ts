import { bulkRequestSchema, dryRun } from "#lib/bulk/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "bulk:decide",
  body: bulkRequestSchema,
  handle: ({ viewer, body }) => dryRun(viewer, body),
});
