import { bulkRequestSchema, listBulks, startBulk } from "#lib/bulk/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "bulk:decide",
  handle: ({ viewer }) => listBulks(viewer),
});

export const POST = consoleRoute({
  permission: "bulk:decide",
  body: bulkRequestSchema,
  status: 201,
  handle: ({ viewer, body }) => startBulk(viewer, body),
});
