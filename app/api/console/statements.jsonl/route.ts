import { consoleRoute, jsonLines } from "#lib/http/index.ts";
import { exportStatements, statementsQuerySchema } from "#lib/statements/index.ts";

export const GET = consoleRoute({
  permission: "audit:read",
  query: statementsQuerySchema,
  handle: async ({ viewer, query }) => jsonLines(exportStatements(viewer, query), "statements.jsonl"),
});
