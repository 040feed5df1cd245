import { consoleRoute } from "#lib/http/index.ts";
import { suggestCases, suggestQuerySchema } from "#lib/quality/index.ts";

export const GET = consoleRoute({
  permission: "quality:manage",
  query: suggestQuerySchema,
  handle: async ({ viewer, query }) => ({ cases: await suggestCases(viewer, query) }),
});
