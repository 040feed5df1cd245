import { candidatesQuerySchema, listCandidates } from "#lib/bulk/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "bulk:decide",
  query: candidatesQuerySchema,
  handle: ({ viewer, query }) => listCandidates(viewer, query),
});
