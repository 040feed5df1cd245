import { listAccountItems } from "#lib/accounts/index.ts";
import { accountIdSchema, accountItemsQuerySchema } from "#lib/accounts/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "accounts:read",
  query: accountItemsQuerySchema,
  handle: ({ viewer, params, query }) =>
    listAccountItems(viewer, readParam(params, "externalId", accountIdSchema), query.cursor),
});
