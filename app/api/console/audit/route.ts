import { auditQuerySchema, listAudit } from "#lib/audit/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "audit:read",
  query: auditQuerySchema,
  handle: ({ viewer, query }) => listAudit(viewer, query),
});
