import { consoleRoute } from "#lib/http/index.ts";
import { findByName } from "#lib/review/index.ts";
import { findQuerySchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  query: findQuerySchema,
  handle: ({ viewer, query }) => findByName(viewer, query.q),
});
