import { deliveriesQuerySchema, listDeliveries } from "#lib/enforcement/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "enforcements:read",
  query: deliveriesQuerySchema,
  handle: ({ viewer, query }) => listDeliveries(viewer, query),
});
