import { consoleRoute } from "#lib/http/index.ts";
import { search, searchQuerySchema } from "#lib/search/index.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  query: searchQuerySchema,
  handle: ({ viewer, query }) => search(viewer, query),
});
